type Find = () => HTMLElement | null | undefined;

/** Whether the focus is nowhere, as when what had it was taken away. */
export function isFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * To be called at a press: the function that it gives moves the focus once what it goes to is drawn, unless the reader has
 * moved it out of `from` meanwhile, where they may be typing. `from`: what was pressed, or the part that it is in.
 */
export function movingFocus(from: Element | null | undefined = document.activeElement): (find: Find) => void {
  return (find) => {
    const isHere = () => isFree() || from?.contains(document.activeElement);
    if (isHere()) requestAnimationFrame(() => isHere() && find()?.focus());
  };
}

/** Moves the focus as the consequence of a press that is answered at once. */
export function focusNext(find: Find): void {
  movingFocus()(find);
}

/** Before rows are taken away by a press in one of them: the focus goes to the row beside it, or to the page's heading. */
export function focusBeside(row: Element | null, taken: ReadonlySet<string>): void {
  const beside = [row?.nextElementSibling, row?.previousElementSibling].find(
    (each) => each instanceof HTMLElement && !taken.has(each.id),
  );
  const target = beside instanceof HTMLElement ? beside : document.querySelector<HTMLElement>("h1");
  target?.focus({ preventScroll: true });
}
