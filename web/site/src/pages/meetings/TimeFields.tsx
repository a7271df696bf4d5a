import { Radios } from "../../forms/Choices";
import { DateField } from "../../forms/DateField";
import { errorFor, type FieldError } from "../../forms/errors";
import { Select } from "../../forms/Select";
import { TextField } from "../../forms/TextField";
import { clock, isTwice, TIME_IDS, type TypedTime } from "./typedTime";

const QUARTERS = 96;
const STARTS = Array.from({ length: QUARTERS }, (_, index) => {
  const value = `${String(Math.floor(index / 4)).padStart(2, "0")}:${String((index % 4) * 15).padStart(2, "0")}`;
  return { value, label: clock(value) };
});
const LENGTHS = ["30", "45", "60", "90"].map((value) => ({ value, label: `${value} minutes` }));
const WHICH = [
  { value: "0", label: "The first one, in daylight time" },
  { value: "1", label: "The second one, after the clocks were turned back" },
];

interface Props {
  value: TypedTime;
  onValue(value: TypedTime): void;
  errors: readonly FieldError[];
  /** Any number of minutes, as of a meeting that was held; else one of the usual lengths. */
  anyLength?: boolean;
  dateLabel?: string;
}

/** A day, a start and a length, typed. No picker opens. */
export function TimeFields({ value, onValue, errors, anyLength = false, dateLabel = "Date" }: Props) {
  const error = (id: string) => errorFor(errors, id);
  return (
    <>
      <DateField
        id={TIME_IDS.date}
        label={dateLabel}
        hint="For example, December 10, 2026."
        error={error(TIME_IDS.date)}
        value={value.date}
        onValue={(date) => onValue({ ...value, date, which: "" })}
      />
      <Select
        id={TIME_IDS.time}
        label="Start"
        hint="Central time."
        error={error(TIME_IDS.time)}
        choices={STARTS}
        none="Select"
        value={value.time}
        onValue={(time) => onValue({ ...value, time, which: "" })}
      />
      {isTwice(value) && (
        <Radios
          id={TIME_IDS.which}
          label={`Which ${clock(value.time)}?`}
          hint="The clocks are turned back on this day, so it comes twice."
          error={error(TIME_IDS.which)}
          choices={WHICH}
          value={value.which}
          onValue={(which) => onValue({ ...value, which })}
        />
      )}
      {anyLength ? (
        <TextField
          id={TIME_IDS.minutes}
          label="Minutes"
          error={error(TIME_IDS.minutes)}
          inputMode="numeric"
          class="usa-input--small"
          value={value.minutes}
          onValue={(minutes) => onValue({ ...value, minutes })}
        />
      ) : (
        <Select
          id={TIME_IDS.minutes}
          label="Length"
          error={error(TIME_IDS.minutes)}
          choices={LENGTHS.some((each) => each.value === value.minutes) ? LENGTHS : [...LENGTHS, length(value.minutes)]}
          value={value.minutes}
          onValue={(minutes) => onValue({ ...value, minutes })}
        />
      )}
    </>
  );
}

function length(value: string): { value: string; label: string } {
  return { value, label: `${value} minutes` };
}
