/** Puts the focus on a control by its id, opening what it is folded in; of a group, on its first control. */
export function focusField(id: string): void {
  const control = document.getElementById(id);
  control?.closest("details")?.setAttribute("open", "");
  const isGroup = control?.matches("fieldset, section, [role=group]");
  const target = isGroup ? control?.querySelector<HTMLElement>("input, select, textarea, button") : control;
  target?.focus();
  if (isGroup) control?.scrollIntoView({ block: "start" });
}
