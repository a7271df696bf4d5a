import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Long text, folded after six lines. `whose`: "Jordan's bio". Web addresses stay text. */
export function Folding({ text, whose }: { text: string; whose: string }) {
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = box.current;
    if (element && !open) setLong(element.scrollHeight > element.clientHeight + 4);
  }, [text, open]);
  return (
    <>
      <div ref={box} id={id} class={open ? "folding" : "folding folding--closed"}>
        {text}
      </div>
      {(long || open) && (
        <button
          type="button"
          class="usa-button usa-button--unstyled"
          aria-expanded={open ? "true" : "false"}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? "Show less" : "Show all"}
          <span class="usa-sr-only"> of {whose}</span>
        </button>
      )}
    </>
  );
}
