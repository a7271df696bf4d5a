import type { Choice } from "./Choices";
import { describedBy, Field, type FieldProps } from "./Field";

type Props = FieldProps & {
  choices: readonly Choice[];
  value: string;
  onValue(value: string): void;
  /** The choice of none, such as "Any department"; left out where one must be chosen. */
  none?: string;
};

/** One of a list, chosen by the browser's own control. */
export function Select({ choices, value, onValue, none, ...field }: Props) {
  return (
    <Field {...field}>
      <select
        id={field.id}
        class={field.error ? "usa-select usa-input--error" : "usa-select"}
        value={value}
        aria-invalid={field.error ? "true" : undefined}
        onChange={(event) => onValue(event.currentTarget.value)}
        {...describedBy(field)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
