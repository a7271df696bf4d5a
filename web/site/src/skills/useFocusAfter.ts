import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Focuses the element of that id once the next drawing is done. A row that moves is taken out of the page and put back
 * by browsers without `moveBefore`, which drops the focus.
 */
export function useFocusAfter(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
