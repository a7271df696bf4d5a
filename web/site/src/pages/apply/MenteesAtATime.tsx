import { Checkbox } from "../../forms/Checkbox";
import { Radios } from "../../forms/Choices";
import { errorFor, type FieldError } from "../../forms/errors";
import type { Answers, FormData } from "./answers";

interface Props {
  limits: FormData["limits"];
  answers: Answers;
  onAnswers(changed: Partial<Answers>): void;
  errors: readonly FieldError[];
}

/** What only a mentor is asked: how many mentees, and whether requests may come (CAP-2, CAP-3). */
export function MenteesAtATime({ limits, answers, onAnswers, errors }: Props) {
  const { fewestMentees: fewest, mostMentees: most } = limits;
  const numbers = Array.from({ length: most - fewest + 1 }, (_, index) => String(fewest + index));
  return (
    <>
      <Radios
        id="capacity"
        label="How many mentees at a time?"
        error={errorFor(errors, "capacity")}
        choices={numbers.map((number) => ({ value: number, label: number }))}
        value={String(answers.capacity)}
        onValue={(value) => onAnswers({ capacity: Number(value) })}
      />
      <div class="usa-form-group">
        <Checkbox
          id="available"
          label="I can take requests now"
          description="You can change this at any time."
          tile
          checked={answers.available}
          onChecked={(available) => onAnswers({ available })}
        />
      </div>
    </>
  );
}
