import type { ComponentChildren, Ref } from "preact";

const WORDS = { error: "Error:", warning: "Warning:", success: "Done:", info: "Note:" } as const;
export type AlertKind = keyof typeof WORDS;

interface Props {
  kind: AlertKind;
  heading?: string;
  slim?: boolean;
  /** Takes the focus when it is asked to. */
  focusable?: Ref<HTMLDivElement>;
  children: ComponentChildren;
}

/** A message of the page or of a part of it. Its kind is said in words, as color alone tells some people nothing. */
export function Alert({ kind, heading, slim = false, focusable, children }: Props) {
  return (
    <div
      class={`usa-alert usa-alert--${kind}${slim ? " usa-alert--slim" : ""}`}
      {...(focusable ? { ref: focusable, tabIndex: -1 } : {})}
    >
      <div class="usa-alert__body">
        {heading && (
          <h2 class="usa-alert__heading">
            {WORDS[kind]} {heading}
          </h2>
        )}
        <div class="usa-alert__text">
          {!heading && <strong>{WORDS[kind]} </strong>}
          {children}
        </div>
      </div>
    </div>
  );
}
