import { movingFocus } from "../parts/focus";

/** Where the reader was on a page, for when they come Back to it. */
interface Position {
  scroll: number;
  focus: string | null;
}

const positions = new Map<string, Position>();
let came: "load" | "link" | "back" = "load";
let current = location.pathname + location.search;
let from: string | null = null;
let wasLoaded = true;

if ("scrollRestoration" in history) history.scrollRestoration = "manual";
addEventListener("popstate", () => {
  came = "back";
  current = location.pathname + location.search;
});

/** Called just before another page is shown. */
export function leave(): void {
  current = location.pathname + location.search; // filters change it without another page
  const focused = document.activeElement;
  const focus = focused instanceof HTMLAnchorElement ? focused.getAttribute("href") : focused?.id || null;
  positions.set(current, { scroll: scrollY, focus });
}

/** Called when a page is shown: puts the focus on its heading, or back where the reader was. */
export function arrive(heading: HTMLElement | null): void {
  const how = came;
  came = "link";
  const left = current;
  current = location.pathname + location.search;
  if (left !== current) from = how === "link" ? left : null;
  if (how === "link" && left === current) {
    // Drawn anew, or its script has come: its heading takes the focus that the heading before it had.
    if (!wasLoaded && document.activeElement?.matches("body, h1")) heading?.focus({ preventScroll: true });
    return;
  }
  wasLoaded = how === "load";
  if (wasLoaded) return;
  const before = how === "back" ? positions.get(current) : undefined;
  const link = before?.focus
    ? [...document.querySelectorAll<HTMLElement>("main a, main [id]")].find(
        (each) => each.getAttribute("href") === before.focus || each.id === before.focus,
      )
    : undefined;
  (link ?? heading)?.focus({ preventScroll: true });
  scrollTo(0, before?.scroll ?? 0);
}

/** The address of the site from which a link led here; null after a load or Back. */
export function cameFrom(): string | null {
  return from;
}

document.addEventListener("click", leave, { capture: true });

/** Puts the focus on the heading of a page that became another one at the same address, such as "Thank you". */
export function toHeading(): void {
  movingFocus(document.getElementById("main"))(() => document.querySelector<HTMLElement>("main h1"));
}
