/**
 * Whether this page was loaded by Sign in again, after the sign-in had ended under it. It is asked of the tab's store once,
 * and told until the page is left.
 */
const MARK = "returning-to-moments"; // not among what is kept for a person, as nobody is known yet

export const isReturning = sessionStorage.getItem(MARK) !== null;
sessionStorage.removeItem(MARK);

/** Called when Sign in again is pressed. */
export function willReturn(): void {
  sessionStorage.setItem(MARK, "yes");
}
