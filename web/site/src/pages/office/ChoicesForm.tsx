import { useState } from "preact/hooks";
import {
  type ChoiceQuestion,
  type OfficeSurveyChoicesQuery,
  SetSurveyChoicesDocument,
} from "../../graph/generated/pages/office/lists";
import { byRevision, useNewest } from "../../graph/newest";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { useFocusAfter } from "../../skills/useFocusAfter";
import { ChoiceInput } from "./ChoiceInput";
import { Crossed } from "./Crossed";
import { sameChoices, useChoices } from "./useChoices";

export type Stored = OfficeSurveyChoicesQuery["surveyChoices"][number];

interface Props {
  stored: Stored;
  limits: OfficeSurveyChoicesQuery["limits"];
}

const QUESTIONS: Record<ChoiceQuestion, string> = {
  HOW_OFTEN: "How often did you meet?",
  HOW_MET: "How did you meet?",
  RATING: "How would you rate your overall experience with MOMENTS?",
};

/** One question's choices, in order, each in a box of its own. */
export function ChoicesForm({ stored: read, limits }: Props) {
  const { question } = read;
  const newest = useNewest(`choices:${question}`, read, byRevision);
  const stored = newest.known;
  const { choices, set, base, keepOn, take } = useChoices(stored);
  const action = useAction(SetSurveyChoicesDocument);
  const [saved, setSaved] = useState(false);
  const focusAfter = useFocusAfter();
  const words = choices.map(({ text }) => text);
  const unsaved = !sameChoices(words, stored.choices);
  const crossed = base !== stored.revision && unsaved;
  const change = (next: typeof choices, focus: string, told?: string) => {
    setSaved(false);
    set(next);
    if (told) sayNow(told);
    focusAfter(focus);
  };
  function remove(place: number) {
    const gone = choices[place];
    const neighbor = choices[place + 1] ?? choices[place - 1];
    change(
      choices.filter((each) => each !== gone),
      neighbor ? `${neighbor.id}-remove` : `${question}-add`,
      `${gone?.text} removed.`,
    );
  }
  function move(place: number, to: number) {
    const moving = choices[place];
    if (!moving || to < 0 || to >= choices.length) return sayNow(to < 0 ? "It is already 1st." : "It is already last.");
    const others = choices.filter((each) => each !== moving);
    change([...others.slice(0, to), moving, ...others.slice(to)], `${moving.id}-${to > place ? "down" : "up"}`);
    sayNow(`${moving.text} moved to ${to + 1} of ${choices.length}.`);
  }
  async function save(event: Event) {
    event.preventDefault();
    const outcome = await action.run({ question, choices: words, expectedRevision: base });
    setSaved(outcome?.kind === "done");
    if (outcome?.kind === "refused") newest.refused();
    const kept = outcome?.kind === "done" ? outcome.payload.choices : null;
    if (!kept) return;
    newest.saved({ ...stored, ...kept });
    take(kept, choices);
  }
  return (
    <form noValidate onSubmit={save} aria-labelledby={`${question}-heading`}>
      <h2 id={`${question}-heading`}>{QUESTIONS[question]}</h2>
      <p class="usa-hint">
        {limits.fewestChoices} to {limits.mostChoices} choices, each up to {limits.choice} characters.
      </p>
      <ol class="ranked" role="list" aria-labelledby={`${question}-heading`}>
        {choices.map((choice, place) => (
          <ChoiceInput
            key={choice.id}
            id={choice.id}
            place={place}
            last={place === choices.length - 1}
            text={choice.text}
            onText={(text) => {
              setSaved(false);
              set(choices.map((each) => (each === choice ? { ...each, text } : each)));
            }}
            onMove={(to) => move(place, to)}
            onRemove={() => remove(place)}
          />
        ))}
      </ol>
      {crossed && <Crossed stored={stored} onTake={() => take(stored)} onKeep={() => keepOn(stored)} />}
      <Refusals outcome={action.outcome} />
      <div role="status">
        {saved && !unsaved && (
          <Alert kind="success" slim>
            Saved.
          </Alert>
        )}
      </div>
      <div class="actions">
        <Button
          look="outline"
          id={`${question}-add`}
          about={`to ${QUESTIONS[question]}`}
          onPress={() => {
            const next = { id: `${question}-${crypto.randomUUID()}`, text: "" };
            change([...choices, next], next.id);
          }}
        >
          Add a choice
        </Button>
        <Button type="submit" about={QUESTIONS[question]} working={action.working} workingWords="Saving...">
          Save
        </Button>
      </div>
    </form>
  );
}
