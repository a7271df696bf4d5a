import { describedBy, Field, type FieldProps } from "./Field";

type Props = FieldProps & {
  value: string;
  onValue(value: string): void;
  type?: "text" | "email" | "tel" | "search";
  /** Which keyboard a phone shows, and what it may fill in. */
  inputMode?: "text" | "email" | "numeric" | "decimal" | "tel" | "search";
  autoComplete?: string;
  class?: string;
};

/** A line of text. */
export function TextField({ value, onValue, type = "text", inputMode, autoComplete, class: classes, ...field }: Props) {
  return (
    <Field {...field}>
      <input
        type={type}
        list={undefined}
        inputMode={inputMode}
        autoComplete={autoComplete}
        id={field.id}
        class={`usa-input${field.error ? " usa-input--error" : ""}${classes ? ` ${classes}` : ""}`}
        value={value}
        aria-invalid={field.error ? "true" : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(field)}
      />
    </Field>
  );
}
