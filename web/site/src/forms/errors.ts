import type { Outcome, Refusal } from "../graph/useAction";

/** One thing that is wrong. `id`: of the control that it is about; none if it is about no single one. */
export interface FieldError {
  id?: string;
  message: string;
}

/**
 * What an outcome says of a form. `controls` maps the last part of a refusal's path, such as `bio` of
 * `["input", "bio"]`, to the id of its control.
 */
export function errorsOf(outcome: Outcome<unknown> | undefined, controls: Record<string, string>): FieldError[] {
  if (!outcome || outcome.kind === "done") return [];
  if (outcome.kind === "failed") return [{ message: outcome.sentence }];
  const order = Object.values(controls);
  return outcome.refusals
    .map((refusal) => toError(refusal, controls))
    .sort((one, other) => place(one, order) - place(other, order));
}

function toError(refusal: Refusal, controls: Record<string, string>): FieldError {
  const part = [...(refusal.field ?? [])].reverse().find((each) => each in controls);
  const id = part === undefined ? undefined : controls[part];
  return id === undefined ? { message: refusal.message } : { id, message: refusal.message };
}

function place(error: FieldError, order: string[]): number {
  return error.id === undefined ? order.length : order.indexOf(error.id);
}

/** What is wrong with the control of that id. */
export function errorFor(errors: readonly FieldError[], id: string): string | undefined {
  const messages = errors.filter((error) => error.id === id).map(({ message }) => message);
  return messages.length ? messages.join(" ") : undefined;
}
