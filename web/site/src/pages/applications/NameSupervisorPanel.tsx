import { useEffect, useRef } from "preact/hooks";
import { errorsOf, type FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import {
  NameAnotherSupervisorDocument,
  type WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import type { TypedSupervisor } from "../apply/answers";
import { SUPERVISOR_FIELDS } from "../apply/problems";
import { SupervisorInputs } from "../apply/SupervisorInputs";

interface Props {
  id: string;
  application: WholeApplicationFragment;
  onClose(): void;
}

/** Who decides instead, by name and email. */
export function NameSupervisorPanel({ id, application, onClose }: Props) {
  const now = application.supervisor?.person;
  const kept = useKept<TypedSupervisor>(`application:${application.id}:supervisor`, {
    firstName: now?.firstName ?? "",
    lastName: now?.lastName ?? "",
    email: now?.email ?? "",
    onLeave: false,
  });
  const name = useAction(NameAnotherSupervisorDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const errors: FieldError[] = errorsOf(
    name.outcome,
    Object.fromEntries(SUPERVISOR_FIELDS.map((field) => [field, field])),
  );
  const first = errors.find((error) => error.id)?.id;
  useEffect(() => {
    if (first) document.getElementById(first)?.focus();
  }, [name.outcome]);
  const send = async () => {
    const { firstName, lastName, email, onLeave } = kept.value;
    const outcome = await name.run({
      application: application.id,
      supervisorFirstName: firstName,
      supervisorLastName: lastName,
      supervisorEmail: email,
      onExtendedLeave: onLeave,
    });
    if (outcome?.kind !== "done") return;
    kept.done();
    onClose();
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  return (
    <div id={id} class="panel" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <h2 ref={heading} tabIndex={-1}>
        Who stands in for your supervisor?
      </h2>
      <p>
        It leaves {now?.name ?? "the old supervisor"}'s queue at once and goes to the person you name. The last name and
        the email must be as in the State's records.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <SupervisorInputs value={kept.value} onValue={kept.set} errors={errors} asksLeave />
        <div class="actions">
          <Button type="submit" working={name.working} workingWords="Sending...">
            Send it to this supervisor
          </Button>
          <Button look="outline" onPress={onClose}>
            Cancel
          </Button>
        </div>
      </form>
      {errors.some((error) => !error.id) && <Refusals outcome={name.outcome} />}
    </div>
  );
}
