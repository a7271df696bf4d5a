/** The ways in which somebody shows that they use the page. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "scroll"] as const;

const waiting: (() => void)[] = [];
let seen = false;

function see(): void {
  seen = true;
  for (const sign of SIGNS) removeEventListener(sign, see, { capture: true });
  for (const begin of waiting.splice(0)) begin();
}
for (const sign of SIGNS) addEventListener(sign, see, { capture: true, passive: true });

/** Begins once somebody uses the page: for scripts that a press needs, and the first picture of a page does not. */
export function atFirstSign(begin: () => void): void {
  if (seen) begin();
  else waiting.push(begin);
}
