/**
 * Keeps one thing where it is in the window while the page around it changes by itself: what is under the pointer, or
 * has the focus, or else the first row that is seen. The browser's own anchoring is off meanwhile (`.still`): of two that
 * mend the same move each sees what the other did as a move, and not every browser has one.
 */
const PRESSED = "button, a, input, textarea, select, label, summary";
const END = 1; // pixels, by which the end of a scrolled page is rounded

let held: Element | null = null;
/** Where it was seen last: from the window's top, from the page's, and how far the page was scrolled. */
let seen = { top: 0, under: 0, scroll: 0 };

const sizes = new ResizeObserver(correct);
const changes = new MutationObserver(watchRows);
let watched = new WeakSet<Element>();

export function begin(): void {
  document.documentElement.classList.add("still");
  for (const event of ["pointerover", "focusin"]) addEventListener(event, hold);
  document.documentElement.addEventListener("pointerleave", holdWhatIsLeft);
  addEventListener("scroll", follow, { passive: true });
  const main = document.getElementById("main");
  if (main) changes.observe(main, { childList: true, subtree: true });
  watchRows();
  holdWhatIsLeft();
}

export function end(): void {
  document.documentElement.classList.remove("still");
  for (const event of ["pointerover", "focusin"]) removeEventListener(event, hold);
  document.documentElement.removeEventListener("pointerleave", holdWhatIsLeft);
  removeEventListener("scroll", follow);
  changes.disconnect();
  sizes.disconnect();
  watched = new WeakSet();
  held = null;
}

/** Each row by itself, too: where one grows by what another shrinks, their list is as high as before. */
function watchRows(): void {
  for (const part of document.querySelectorAll("#main, #main > *, #main > * > *, #main .rows > *")) {
    if (watched.has(part)) continue;
    watched.add(part);
    sizes.observe(part);
  }
}

function hold({ target }: Event): void {
  if (!(target instanceof Element)) return;
  const found = target.closest("#main") && !target.closest("nav") && (target.closest(PRESSED) ?? target.closest("li"));
  if (found) note(found);
  else holdWhatIsLeft();
}

function holdWhatIsLeft(): void {
  const focused = document.activeElement;
  if (focused?.closest("#main > *") && !focused.closest("nav") && isSeen(focused)) note(focused);
  else note(scrollY > 0 ? [...document.querySelectorAll("#main .rows > *")].find(isSeen) : undefined);
}

function isSeen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function note(element: Element | null | undefined): void {
  held = element ?? null;
  const top = held?.getBoundingClientRect().top ?? 0;
  seen = { top, under: top + scrollY, scroll: scrollY };
}

/** Scrolling moves what is held, and that is meant, except where the page became shorter than it was scrolled. */
function follow(): void {
  if (!held || scrollY === seen.scroll) return;
  const isLaidOutAnew = Math.abs(held.getBoundingClientRect().top + scrollY - seen.under) >= 1;
  if (!isLaidOutAnew) {
    if (isSeen(held)) note(held);
    else holdWhatIsLeft();
    return;
  }
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - END;
  if (!isAtEnd || scrollY > seen.scroll) seen.top -= scrollY - seen.scroll;
  seen.scroll = scrollY;
}

function correct(): void {
  if (!held?.isConnected) {
    holdWhatIsLeft();
    return;
  }
  follow();
  const moved = held.getBoundingClientRect().top - seen.top;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  const { top } = held.getBoundingClientRect();
  const isThere = Math.abs(top - seen.top) < 1; // by whole pixels: what is left over would add up
  seen = { top: isThere ? seen.top : top, under: top + scrollY, scroll: scrollY };
}
