import type { ComponentChildren, Ref } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Props {
  look?: "filled" | "outline" | "secondary" | "unstyled";
  /** What screen readers hear after the visible words, where a button repeats: "Jordan Lee's mentee application". */
  about?: string | undefined;
  /** While it works it keeps its place and focus, and presses do nothing. `workingWords`: such as "Approving...". */
  working?: boolean;
  workingWords?: string;
  /** Does nothing now, and says why beside it or when it is pressed. */
  unavailable?: boolean;
  type?: "button" | "submit";
  id?: string | undefined;
  class?: string;
  button?: Ref<HTMLButtonElement>;
  "aria-expanded"?: "true" | "false" | undefined;
  "aria-controls"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-pressed"?: "true" | "false" | undefined;
  onPress?: () => void;
  children: ComponentChildren;
}

const SOON = 500; // milliseconds until it says that it works

/** A button. It is never disabled: a disabled button drops the focus and says nothing of its reason. */
export function Button({
  look = "filled",
  about,
  working = false,
  workingWords,
  unavailable,
  button,
  onPress,
  ...rest
}: Props) {
  const { type = "button", class: classes, children, ...attributes } = rest;
  const slow = useSlow(working);
  return (
    <button
      {...attributes}
      ref={button ?? null}
      type={type}
      class={`usa-button${look === "filled" ? "" : ` usa-button--${look}`}${classes ? ` ${classes}` : ""}`}
      aria-disabled={working || unavailable ? "true" : undefined}
      onClick={(event) => {
        const isSecond = event.detail > 1 && attributes["aria-expanded"] !== undefined; // it would shut what the first opened
        if (working || isSecond) event.preventDefault();
        else onPress?.();
      }}
    >
      {slow ? (workingWords ?? "Working...") : children}
      {about && <span class="usa-sr-only">{` ${about}`}</span>}
    </button>
  );
}

/** Whether work has lasted long enough to be told. */
function useSlow(working: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!working) return;
    const timer = setTimeout(() => setSlow(true), SOON);
    return () => clearTimeout(timer);
  }, [working]);
  return slow;
}
