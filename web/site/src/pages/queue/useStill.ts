import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Keeps what is under the pointer, or has the focus, where it is while the page above it grows or shrinks: nobody presses
 * a button that has just taken another's place.
 */
export function useStill(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    let held: Element | null = null;
    let top = 0;
    const note = () => {
      if (held) top = held.getBoundingClientRect().top;
    };
    const hold = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      held = target.closest("button, a, input, textarea, select") ?? target.closest("li");
      note();
    };
    const drop = () => {
      held = document.activeElement && element.contains(document.activeElement) ? document.activeElement : null;
      note();
    };
    const watch = new ResizeObserver(() => {
      if (!held?.isConnected) {
        held = null;
        return;
      }
      const moved = held.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
      note();
    });
    element.addEventListener("pointerover", hold);
    element.addEventListener("pointerleave", drop);
    element.addEventListener("focusin", hold);
    addEventListener("scroll", note, { passive: true });
    watch.observe(element);
    for (const part of document.querySelectorAll("#main, #main > *")) watch.observe(part);
    return () => {
      watch.disconnect();
      element.removeEventListener("pointerover", hold);
      element.removeEventListener("pointerleave", drop);
      element.removeEventListener("focusin", hold);
      removeEventListener("scroll", note);
    };
  }, [list]);
}
