/**
 * What screen readers are told: one polite region, in the page before any script, fed by one queue that joins messages.
 * It holds back while somebody types, while a dialog is open and while the page is hidden.
 */
const JOIN = 1000; // milliseconds that messages wait for others
const APART = 5000; // milliseconds between two
const TYPING = 2000; // milliseconds after a key in a field

const waiting: Sentence[] = [];
/** A sentence, or how to make one at the moment that it is said: many changes are then told as one. */
export type Sentence = string | (() => string);

let timer: ReturnType<typeof setTimeout> | undefined;
let spokenAt = 0;
let typedAt = 0;

addEventListener("input", () => {
  typedAt = Date.now();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) plan();
});

/** Says a sentence once, politely. */
export function say(sentence: Sentence): void {
  if (!waiting.includes(sentence)) waiting.push(sentence);
  plan();
}

function plan(): void {
  if (timer !== undefined || waiting.length === 0) return;
  timer = setTimeout(speak, Math.max(JOIN, spokenAt + APART - Date.now()));
}

function speak(): void {
  timer = undefined;
  const region = document.getElementById("say");
  if (!region || document.hidden) return; // told when it is seen again
  if (Date.now() - typedAt < TYPING || document.querySelector("dialog[open]")) {
    timer = setTimeout(speak, TYPING);
    return;
  }
  const text = waiting
    .splice(0)
    .map((each) => (typeof each === "string" ? each : each()))
    .filter(Boolean)
    .join(" ");
  if (!text) return;
  spokenAt = Date.now();
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

/** Says the outcome of the person's own press at once, in front of what waits. */
export function sayNow(sentence: string): void {
  const region = document.getElementById("say");
  if (!region) return;
  spokenAt = Date.now();
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}
