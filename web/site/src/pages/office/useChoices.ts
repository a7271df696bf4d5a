import { useState } from "preact/hooks";
import type { Stored } from "./ChoicesForm";

interface Choice {
  /** Of its box. */
  id: string;
  text: string;
}

interface Choices {
  choices: readonly Choice[];
  set(choices: readonly Choice[]): void;
  /** The revision that the edits began from. */
  base: number;
  /** Goes on from what is stored now, with one's own. */
  keepOn(now: Saved): void;
  /** Goes on with what is stored now; with one's own where they are no longer `sent`, which were saved. */
  take(now: Saved, sent?: readonly Choice[]): void;
}

type Saved = Pick<Stored, "revision" | "choices">;

/** The choices while they are edited. What others save meanwhile is taken over where nothing is edited. */
export function useChoices(stored: Stored): Choices {
  const [state, setState] = useState(() => begin(stored.question, stored));
  const { choices, base, from } = state;
  const untouched = sameChoices(textsOf(choices), from);
  if (stored.revision !== base && untouched) setState(begin(stored.question, stored));
  return {
    choices,
    base,
    set: (next) => setState({ ...state, choices: next }),
    keepOn: (now) => setState((mine) => ({ ...mine, base: now.revision, from: now.choices })),
    take(now, sent) {
      setState((mine) =>
        sent && mine.choices !== sent
          ? { ...mine, base: now.revision, from: now.choices }
          : begin(stored.question, now),
      );
    },
  };
}

/** Whether two lists say the same in the same order. */
export function sameChoices(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

function begin(question: string, { revision, choices: texts }: Saved) {
  const choices: readonly Choice[] = texts.map((text, place) => ({ id: `${question}-${revision}-${place}`, text }));
  return { choices, base: revision, from: texts };
}

function textsOf(choices: readonly Choice[]): string[] {
  return choices.map(({ text }) => text);
}
