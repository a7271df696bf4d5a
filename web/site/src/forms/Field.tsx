import type { ComponentChildren } from "preact";

export interface FieldProps {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Most fields are asked for; one that is not says so. */
  optional?: boolean;
  /** The label in small, where a heading stands in for it. */
  hiddenLabel?: boolean;
}

/** The ids that describe a control: its hint, then its error, then `more`. */
export function describedBy({ id, hint, error }: FieldProps, ...more: string[]): { "aria-describedby"?: string } {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : "", ...more].filter(Boolean);
  return ids.length ? { "aria-describedby": ids.join(" ") } : {};
}

/** A label, what to know of it, what is wrong with it, and the control. */
export function Field({ children, ...field }: FieldProps & { children: ComponentChildren }) {
  const { id, error, hiddenLabel } = field;
  return (
    <div class={error ? "usa-form-group usa-form-group--error" : "usa-form-group"}>
      <label class={hiddenLabel ? "usa-sr-only" : error ? "usa-label usa-label--error" : "usa-label"} for={id}>
        <Question {...field} />
      </label>
      <Notes {...field} />
      {children}
    </div>
  );
}

/** The same for several controls of one question. */
export function FieldGroup({ children, ...field }: FieldProps & { children: ComponentChildren }) {
  const { id, error, hiddenLabel } = field;
  return (
    <div class={error ? "usa-form-group usa-form-group--error" : "usa-form-group"}>
      <fieldset class="usa-fieldset" id={id} {...describedBy(field)}>
        <legend class={hiddenLabel ? "usa-sr-only" : error ? "usa-legend usa-label--error" : "usa-legend"}>
          <Question {...field} />
        </legend>
        <Notes {...field} />
        {children}
      </fieldset>
    </div>
  );
}

function Question({ label, optional }: FieldProps) {
  return (
    <>
      {label}
      {optional && <span class="usa-hint"> (optional)</span>}
    </>
  );
}

function Notes({ id, hint, error }: FieldProps) {
  return (
    <>
      {hint && (
        <div class="usa-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="usa-error-message" id={`${id}-error`}>
          {error}
        </div>
      )}
    </>
  );
}
