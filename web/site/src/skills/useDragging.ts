import { useEffect, useRef, useState } from "preact/hooks";

/** What is being dragged, and the place in the list without it where it would land; null: nowhere. */
export interface Dragging {
  id: string;
  to: number | null;
}

type Handler = (event: PointerEvent & { currentTarget: HTMLSpanElement }) => void;

/** What a row's handle listens to. */
export interface Handle {
  onPointerDown: Handler;
  onPointerMove: Handler;
  onPointerUp: Handler;
  onPointerCancel: Handler;
}

const OUTSIDE = 32; // px around the list in which it still lands in it

/** Dragging of a list's rows by a handle: rows are the list's `[data-skill]`. Escape and leaving the list cancel. */
export function useDragging(onDrop: (id: string, to: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [dragging, setDragging] = useState<Dragging | null>(null);
  useEffect(() => {
    if (!dragging) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape") setDragging(null);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [dragging]);
  const handleOf = (id: string): Handle => ({
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging({ id, to: landing(list.current, id, event) });
    },
    onPointerMove(event) {
      if (dragging?.id === id) setDragging({ id, to: landing(list.current, id, event) });
    },
    onPointerUp(event) {
      if (dragging?.id !== id) return;
      const to = landing(list.current, id, event);
      setDragging(null);
      if (to !== null) onDrop(id, to);
    },
    onPointerCancel: () => setDragging(null),
  });
  return { list, dragging, handleOf };
}

function landing(list: HTMLOListElement | null, id: string, { clientX, clientY }: PointerEvent): number | null {
  const box = list?.getBoundingClientRect();
  if (!list || !box) return null;
  const outside =
    clientX < box.left - OUTSIDE ||
    clientX > box.right + OUTSIDE ||
    clientY < box.top - OUTSIDE ||
    clientY > box.bottom + OUTSIDE;
  if (outside) return null;
  const others = [...list.querySelectorAll<HTMLElement>("[data-skill]")].filter((row) => row.dataset.skill !== id);
  const above = others.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return clientY > top + height / 2;
  });
  return above.length;
}
