/** The ways in which people show that they are there. */
export const PRESSES = ["keydown", "pointerdown", "input"] as const;

const RECENT = 10_000; // milliseconds: what is asked so soon after a press may be its doing

let pressedAt = Date.now(); // a page is loaded because somebody wants it

for (const press of PRESSES) {
  addEventListener(
    press,
    () => {
      pressedAt = Date.now();
    },
    { capture: true, passive: true },
  );
}

/** Whether the page asks by itself, as after a live change: that does not keep anybody signed in. */
export function isBackground(): boolean {
  return Date.now() - pressedAt > RECENT;
}
