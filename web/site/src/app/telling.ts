import { signal } from "../graph/signal";
import { say } from "../live/announcer";

/** What was just done, told on the page that it leads to: "Your draft is kept." */
export const told = signal<string | null>(null);

/** Call it before going to the page on which it is told. */
export function tell(sentence: string): void {
  told.set(sentence);
  say(sentence);
}
