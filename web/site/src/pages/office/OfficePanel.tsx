import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  title: string;
  /** Closes it, also by Escape; the focus goes back to what opened it. */
  onClose(): void;
  children: ComponentChildren;
}

/** What opens under a row to ask once more. Its heading takes the focus. */
export function OfficePanel({ title, onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div
      class="panel"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <h4 ref={heading} tabIndex={-1}>
        {title}
      </h4>
      {children}
    </div>
  );
}
