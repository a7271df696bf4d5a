import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isFree } from "../parts/focus";

interface NoteInPlace {
  item: RefObject<HTMLLIElement | null>;
  note: RefObject<HTMLDivElement | null>;
}

const PANEL_GAP = 16; // pixels, `.panel`'s margin

/**
 * A row that becomes a note keeps its height, without the panel that was open in it. The note takes the focus that was in the
 * row, or, where the reader's own press made it one, a focus that is nowhere. `item` is the `li`, `note` what is in it then.
 */
export function useNoteInPlace(isNote: boolean, isOwn: boolean): NoteInPlace {
  const item = useRef<HTMLLIElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const before = useRef({ isNote, focused: false });
  if (isNote && item.current && !before.current.isNote) {
    // The row is drawn still. Its height has to hold before it is changed, and not after: rows below are measured meanwhile,
    // and the window would be scrolled by what is missing.
    const panel = item.current.querySelector<HTMLElement>(".panel");
    const height = item.current.getBoundingClientRect().height - (panel ? panel.offsetHeight + PANEL_GAP : 0);
    item.current.style.minHeight = `${height}px`;
    before.current.focused = item.current.contains(document.activeElement);
  }
  useLayoutEffect(() => {
    const { isNote: was, focused } = before.current;
    before.current.isNote = isNote;
    if (isNote === was) return;
    if (!isNote) item.current?.style.removeProperty("min-height");
    else if (focused || (isOwn && isFree())) note.current?.focus({ preventScroll: true });
  });
  return { item, note };
}
