import { Checkbox } from "../../forms/Checkbox";
import { errorFor, type FieldError } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import type { TypedSupervisor } from "./answers";

interface Props {
  value: TypedSupervisor;
  onValue(value: TypedSupervisor): void;
  errors: readonly FieldError[];
  /** Whether the directory names a supervisor, of whom it must be said that they are on leave. */
  asksLeave: boolean;
}

/** Who decides instead (APP-7). */
export function SupervisorInputs({ value, onValue, errors, asksLeave }: Props) {
  const field = (id: string) => ({ id, error: errorFor(errors, id) });
  return (
    <>
      <TextField
        {...field("supervisorFirstName")}
        label="Supervisor's first name"
        autoComplete="off"
        value={value.firstName}
        onValue={(firstName) => onValue({ ...value, firstName })}
      />
      <TextField
        {...field("supervisorLastName")}
        label="Supervisor's last name"
        autoComplete="off"
        value={value.lastName}
        onValue={(lastName) => onValue({ ...value, lastName })}
      />
      <TextField
        {...field("supervisorEmail")}
        label="Supervisor's work email"
        type="email"
        inputMode="email"
        autoComplete="off"
        value={value.email}
        onValue={(email) => onValue({ ...value, email })}
      />
      {asksLeave && (
        <div class="usa-form-group">
          <Checkbox
            {...field("onExtendedLeave")}
            label="My supervisor is on extended leave (for example medical or family leave)"
            description="Please don't write why they are away."
            tile
            checked={value.onLeave}
            onChecked={(onLeave) => onValue({ ...value, onLeave })}
          />
        </div>
      )}
    </>
  );
}
