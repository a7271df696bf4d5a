import { Radios } from "../../forms/Choices";
import { DateField } from "../../forms/DateField";
import { errorFor, type FieldError } from "../../forms/errors";
import { Select } from "../../forms/Select";
import { isTwice, type StageTime, timeChoices } from "./stageTime";

const WHICH = [
  { value: "0", label: "The first one, in daylight time" },
  { value: "1", label: "The second one, after the clocks were turned back" },
];

interface Props {
  /** Begins the ids of the controls. */
  id: string;
  title: string;
  /** The heading above names it already. */
  alone: boolean;
  value: StageTime;
  onValue(value: StageTime): void;
  errors: readonly FieldError[];
}

/** The day and time of a stage, in the State's time. */
export function StageTimeFields({ id, title, alone, value, onValue, errors }: Props) {
  return (
    <fieldset class={alone ? "usa-fieldset" : "usa-fieldset margin-top-4"}>
      <legend class={alone ? "usa-sr-only" : "usa-legend"}>{alone ? title : <strong>{title}</strong>}</legend>
      <div class="fields">
        <DateField
          id={`${id}-day`}
          label="New date"
          error={errorFor(errors, `${id}-day`)}
          value={value.date}
          onValue={(date) => onValue({ ...value, date, which: "" })}
        />
        <Select
          id={`${id}-time`}
          label="New time (Central time)"
          error={errorFor(errors, `${id}-time`)}
          choices={timeChoices(value.time)}
          value={value.time}
          onValue={(time) => onValue({ ...value, time, which: "" })}
        />
      </div>
      {isTwice(value) && (
        <Radios
          id={`${id}-which`}
          label="Which of the two?"
          hint="The clocks are turned back on this day, so this time comes twice."
          error={errorFor(errors, `${id}-which`)}
          choices={WHICH}
          value={value.which}
          onValue={(which) => onValue({ ...value, which })}
        />
      )}
    </fieldset>
  );
}
