import type { ComponentChildren } from "preact";

/** A word that marks a row, such as New. */
export function Tag({ isNew = false, children }: { isNew?: boolean; children: ComponentChildren }) {
  return <span class={isNew ? "usa-tag tag tag--new" : "usa-tag tag"}>{children}</span>;
}
