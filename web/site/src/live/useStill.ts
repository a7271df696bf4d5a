import { useEffect } from "preact/hooks";
import { begin, end } from "./still";

let pages = 0;

/** What the reader points at stays where it is while the page changes by itself: nobody presses a button that has just taken another's place. */
export function useStill(): void {
  useEffect(() => {
    pages += 1;
    if (pages === 1) begin();
    return () => {
      pages -= 1;
      if (pages === 0) end();
    };
  }, []);
}
