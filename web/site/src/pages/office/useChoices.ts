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
  /** Goes on from another revision: with its choices, or with one's own. */
  rebase(revision: number, choices?: readonly string[]): void;
}

/** The choices while they are edited. What others save meanwhile is taken over where nothing is edited. */
export function useChoices(stored: Stored): Choices {
  const [state, setState] = useState(() => begin(stored.question, stored.revision, stored.choices));
  const { choices, base, from } = state;
  const untouched = sameChoices(textsOf(choices), from);
  if (stored.revision !== base && untouched) {
    setState(begin(stored.question, stored.revision, stored.choices));
  }
  return {
    choices,
    base,
    set: (next) => setState({ ...state, choices: next }),
    rebase(revision, taken) {
      if (taken) setState(begin(stored.question, revision, taken));
      else setState((now) => ({ ...now, base: revision, from: textsOf(now.choices) }));
    },
  };
}

/** Whether two lists say the same in the same order. */
export function sameChoices(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

function begin(question: string, revision: number, texts: readonly string[]) {
  const choices: readonly Choice[] = texts.map((text, place) => ({ id: `${question}-${revision}-${place}`, text }));
  return { choices, base: revision, from: texts };
}

function textsOf(choices: readonly Choice[]): string[] {
  return choices.map(({ text }) => text);
}
