import { useEffect, useRef } from "preact/hooks";
import type { FieldError } from "./errors";
import { focusField } from "./focusField";

interface Props {
  errors: readonly FieldError[];
  /** Said after "There is a problem." */
  note?: string | undefined;
}

/** What is wrong with a form, above its heading. It takes the focus each time that there is something new to say. */
export function ErrorSummary({ errors, note }: Props) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length) summary.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      class="usa-alert usa-alert--error error-summary"
      ref={summary}
      role="group"
      tabIndex={-1}
      aria-labelledby="error-summary"
    >
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading" id="error-summary">
          There is a problem{note && `. ${note}`}
        </h2>
        <ul class="usa-list">
          {errors.map(({ id, message }) => (
            <li key={`${id} ${message}`}>{id ? <ToField id={id} message={message} /> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function ToField({ id, message }: { id: string; message: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        focusField(id);
      }}
    >
      {message}
    </a>
  );
}
