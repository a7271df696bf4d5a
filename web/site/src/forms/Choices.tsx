import { Checkbox } from "./Checkbox";
import { FieldGroup, type FieldProps } from "./Field";

export interface Choice {
  value: string;
  label: string;
  description?: string | undefined;
}

type RadiosProps = FieldProps & {
  choices: readonly Choice[];
  value: string;
  onValue(value: string): void;
  tile?: boolean;
};

/** One of several. */
export function Radios({ choices, value, onValue, tile = true, ...field }: RadiosProps) {
  return (
    <FieldGroup {...field}>
      {choices.map((choice, index) => (
        <div class="usa-radio" key={choice.value}>
          <input
            class={tile ? "usa-radio__input usa-radio__input--tile" : "usa-radio__input"}
            type="radio"
            id={`${field.id}-${index}`}
            name={field.id}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onValue(choice.value)}
          />
          <label class="usa-radio__label" for={`${field.id}-${index}`}>
            {choice.label}
            {choice.description && <span class="usa-radio__label-description">{choice.description}</span>}
          </label>
        </div>
      ))}
    </FieldGroup>
  );
}

type CheckboxesProps = FieldProps & {
  choices: readonly Choice[];
  values: readonly string[];
  onValues(values: string[]): void;
};

/** Any of several. */
export function Checkboxes({ choices, values, onValues, ...field }: CheckboxesProps) {
  return (
    <FieldGroup {...field}>
      {choices.map((choice, index) => (
        <Checkbox
          key={choice.value}
          id={`${field.id}-${index}`}
          label={choice.label}
          description={choice.description}
          tile
          checked={values.includes(choice.value)}
          onChecked={(checked) =>
            onValues(checked ? [...values, choice.value] : values.filter((each) => each !== choice.value))
          }
        />
      ))}
    </FieldGroup>
  );
}
