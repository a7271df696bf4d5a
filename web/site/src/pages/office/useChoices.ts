import { useMemo } from "preact/hooks";
import { useKept } from "../../forms/kept";
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

interface Edited {
  choices: readonly Choice[];
  base: number;
  /** What was stored when the edits began. */
  from: readonly string[];
}

/**
 * The choices while they are edited, kept as what is typed is. What others save meanwhile is taken over where nothing is
 * edited.
 */
export function useChoices(stored: Stored): Choices {
  const { question, revision, choices: texts } = stored;
  const asStored = useMemo(() => begin(question, { revision, choices: texts }), [question, revision, texts]);
  const kept = useKept<Edited | null>(`survey-choices:${question}`, null);
  const mine = kept.value;
  const isTouched = mine !== null && (mine.base === revision || !sameChoices(textsOf(mine.choices), mine.from));
  const state = isTouched ? mine : asStored;
  return {
    choices: state.choices,
    base: state.base,
    set: (next) => kept.set({ ...state, choices: next }),
    keepOn: (now) => kept.set({ ...state, base: now.revision, from: now.choices }),
    take(now, sent) {
      const latest = kept.now();
      if (sent && latest && latest.choices !== sent) {
        kept.set({ ...latest, base: now.revision, from: now.choices });
      } else {
        kept.set(null);
        kept.done();
      }
    },
  };
}

/** Whether two lists say the same in the same order. */
export function sameChoices(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

function begin(question: string, { revision, choices: texts }: Saved): Edited {
  const choices: readonly Choice[] = texts.map((text, place) => ({ id: `${question}-${revision}-${place}`, text }));
  return { choices, base: revision, from: texts };
}

function textsOf(choices: readonly Choice[]): string[] {
  return choices.map(({ text }) => text);
}
