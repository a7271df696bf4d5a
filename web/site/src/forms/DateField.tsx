import { FieldGroup, type FieldProps } from "./Field";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A date in three parts, while it is typed: each may be empty or wrong. */
export interface DateParts {
  year: string;
  month: string;
  day: string;
}

export const NO_DATE: DateParts = { year: "", month: "", day: "" };

/** `2027-01-18` in parts. */
export function partsOf(day: string): DateParts {
  const [year = "", month = "", date = ""] = day.split("-");
  return { year, month: String(Number(month) || ""), day: String(Number(date) || "") };
}

/** The parts as `2027-01-18`; undefined if they are no day of the calendar. */
export function dayFrom({ year, month, day }: DateParts): string | undefined {
  const text = `${year.trim().padStart(4, "0")}-${month.padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

type Props = FieldProps & { value: DateParts; onValue(value: DateParts): void };

/** A day in three parts; no calendar opens, as people and their screen readers get through this one. */
export function DateField({ value, onValue, ...field }: Props) {
  const wrong = field.error ? " usa-input--error" : "";
  return (
    <FieldGroup {...field}>
      <div class="usa-memorable-date">
        <div class="usa-form-group usa-form-group--month usa-form-group--select">
          <label class="usa-label" for={`${field.id}-month`}>
            Month
          </label>
          <select
            id={`${field.id}-month`}
            class={`usa-select${wrong}`}
            value={value.month}
            onChange={(event) => onValue({ ...value, month: event.currentTarget.value })}
          >
            <option value="">Select</option>
            {MONTHS.map((name, index) => (
              <option key={name} value={String(index + 1)}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <Part
          id={`${field.id}-day`}
          label="Day"
          kind="day"
          wrong={wrong}
          value={value.day}
          onValue={(day) => onValue({ ...value, day })}
        />
        <Part
          id={`${field.id}-year`}
          label="Year"
          kind="year"
          wrong={wrong}
          value={value.year}
          onValue={(year) => onValue({ ...value, year })}
        />
      </div>
    </FieldGroup>
  );
}

interface PartProps {
  id: string;
  label: string;
  kind: "day" | "year";
  wrong: string;
  value: string;
  onValue(value: string): void;
}

function Part({ id, label, kind, wrong, value, onValue }: PartProps) {
  return (
    <div class={`usa-form-group usa-form-group--${kind}`}>
      <label class="usa-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class={`usa-input${wrong}`}
        inputMode="numeric"
        maxLength={kind === "day" ? 2 : 4}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
