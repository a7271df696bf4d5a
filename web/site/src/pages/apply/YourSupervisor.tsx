import { useEffect, useRef, useState } from "preact/hooks";
import type { FieldError } from "../../forms/errors";
import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { Button } from "../../parts/Button";
import { later } from "../../parts/later";
import type { FormData, TypedSupervisor } from "./answers";
import { SUPERVISOR_FIELDS } from "./problems";

const SupervisorInputs = later(() => import("./SupervisorInputs").then((part) => part.SupervisorInputs));

interface Props {
  form: FormData["viewer"]["applicationForm"];
  application: FilledInFragment | null;
  /** As it is kept: to go back to it. */
  kept: TypedSupervisor;
  value: TypedSupervisor;
  changed: boolean;
  onValue(value: TypedSupervisor): void;
  errors: readonly FieldError[];
}

/** Who decides about the application: by the directory, or named while that person is away for long (APP-2, APP-7). */
export function YourSupervisor({ form, application, kept, value, changed, onValue, errors }: Props) {
  const named = application?.supervisor ?? null;
  const inDirectory = form.supervisorEmail
    ? {
        name: `${form.supervisorFirstName ?? ""} ${form.supervisorLastName ?? ""}`.trim(),
        email: form.supervisorEmail,
      }
    : null;
  const decides = named?.person ?? inDirectory;
  const wrong = errors.some(({ id }) => id !== undefined && SUPERVISOR_FIELDS.includes(id));
  const [open, setOpen] = useState(changed);
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  const was = useRef(changed);
  useEffect(() => {
    if (was.current && !changed && !wrong) setOpen(false); // it is kept now
    was.current = changed;
  }, [changed, wrong]);
  const toggle = () => {
    if (open) onValue(kept);
    setOpen(!open);
  };
  const inputs = <SupervisorInputs value={value} onValue={onValue} errors={errors} asksLeave={inDirectory !== null} />;
  return (
    <section id="supervisor" aria-labelledby="your-supervisor">
      <h2 id="your-supervisor">Your supervisor</h2>
      {decides ? (
        <>
          <p>
            {decides.name}, <a href={`mailto:${decides.email}`}>{decides.email}</a>, decides about your application.
            {named?.chosenByApplicant && " You named them."}
          </p>
          <Button
            look="unstyled"
            aria-expanded={open ? "true" : "false"}
            aria-controls="other-supervisor"
            onPress={toggle}
          >
            {open
              ? "Keep this supervisor"
              : inDirectory
                ? "My supervisor is away for a long time"
                : "Name another supervisor"}
          </Button>
          <div id="other-supervisor" hidden={!open}>
            {open && (
              <>
                <p>Name the supervisor who stands in. The last name and the email must be as in the State's records.</p>
                {named?.chosenByApplicant && inDirectory && (
                  <Button look="unstyled" onPress={() => onValue(directoryOf(form))}>
                    Take {inDirectory.name} again
                  </Button>
                )}
                {inputs}
              </>
            )}
          </div>
        </>
      ) : (
        <>
          <p>The State's records name no supervisor for you. Name the one who decides.</p>
          {inputs}
        </>
      )}
    </section>
  );
}

function directoryOf(form: Props["form"]): TypedSupervisor {
  return {
    firstName: form.supervisorFirstName ?? "",
    lastName: form.supervisorLastName ?? "",
    email: form.supervisorEmail ?? "",
    onLeave: false,
  };
}
