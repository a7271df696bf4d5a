import { useState } from "preact/hooks";
import { sayNow } from "../live/announcer";
import { CATEGORIES, type Category, chosenIn, type PickedSkill, type Ranking } from "./ranking";
import { SkillGroup } from "./SkillGroup";
import { countSentence } from "./sentences";

interface Props {
  /** Of the group; `id-hint`, `id-count` and `id-error` describe it. */
  id: string;
  question: string;
  fewest: number;
  most: number;
  /** What can be chosen, in the catalog's order. */
  choices: Record<Category, readonly PickedSkill[]>;
  chosen: Ranking;
  /** Retired skills that the application has: they may stay. */
  retired: readonly PickedSkill[];
  onChosen(chosen: Ranking): void;
  error?: string | undefined;
}

/**
 * Two lists of skills, career and soft, each ranked in order. Nothing disappears on Add, each button names its skill,
 * and what happened is said: `role="list"`s with buttons, no listbox, which may not hold any.
 */
export function SkillPicker({ id, question, fewest, most, choices, chosen, retired, onChosen, error }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const names = new Map([...retired, ...choices.career, ...choices.soft].map((skill) => [skill.id, skill.name]));
  const inAll = chosenIn(chosen);
  const change = (next: Ranking, said: string) => {
    setRefused(null);
    onChosen(next);
    sayNow(said);
  };
  return (
    <div class={error ? "usa-form-group usa-form-group--error" : "usa-form-group"}>
      <fieldset class="usa-fieldset" id={id} aria-describedby={`${id}-hint ${id}-count${error ? ` ${id}-error` : ""}`}>
        <legend class="usa-legend usa-legend--large">{question}</legend>
        <p id={`${id}-hint`} class="usa-hint">
          Choose {fewest} to {most} in all. Put the most important first in each list.
        </p>
        <p class="usa-hint">Keyboard: Alt with the up or down arrow moves a skill.</p>
        <p id={`${id}-count`}>{countSentence(inAll, fewest, most)}</p>
        {error && (
          <p id={`${id}-error`} class="usa-error-message">
            {error}
          </p>
        )}
        {CATEGORIES.map((category) => (
          <SkillGroup
            key={category}
            id={id}
            category={category}
            choices={choices[category]}
            chosen={chosen}
            nameOf={(skill) => names.get(skill) ?? "A skill that is no longer offered"}
            retired={retired}
            most={most}
            refused={refused}
            onRefused={(skill, said) => {
              setRefused(skill);
              sayNow(said);
            }}
            onChange={change}
          />
        ))}
      </fieldset>
    </div>
  );
}

/** The id of the button to which the link of an error about the number of skills leads. */
export function skillErrorTarget(choices: readonly PickedSkill[], chosen: Ranking, most: number): string | undefined {
  const all = [...chosen.career, ...chosen.soft];
  if (all.length > most) return `remove-${all.at(-1)}`;
  const free = choices.find((skill) => !all.includes(skill.id));
  return free && `add-${free.id}`;
}
