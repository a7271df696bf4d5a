import { useEffect } from "preact/hooks";
import { atFirstSign } from "../parts/firstSign";

let pages = 0;
let still: typeof import("./still") | undefined;

/** Nothing is pointed at before, and nothing is to be held. */
async function start(): Promise<void> {
  still ??= await import("./still");
  if (pages > 0) still.begin();
}

/** What the reader points at stays where it is while the page changes by itself: nobody presses a button that has just taken another's place. */
export function useStill(): void {
  useEffect(() => {
    pages += 1;
    if (pages === 1) atFirstSign(() => void start().catch(() => undefined)); // the browser's own anchoring is there yet
    return () => {
      pages -= 1;
      if (pages === 0) still?.end();
    };
  }, []);
}
