import { useEffect, useRef, useState } from "preact/hooks";
import { TextField } from "../../forms/TextField";
import { client } from "../../graph/client";
import {
  NameAdministratorDocument,
  PersonToNameDocument,
  type PersonToNameQuery,
} from "../../graph/generated/pages/administrators/administrators";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { Refusals } from "../../parts/Refusals";

type Found = NonNullable<PersonToNameQuery["personByEmail"]>;

interface Props {
  department: string;
  departmentName: string;
  onAdded(name: string): void;
}

/** Names one more administrator: first the email, then the person whom it is, by name, so that no stranger is named. */
export function AddAdministrator({ department, departmentName, onAdded }: Props) {
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<string>();
  const [looking, setLooking] = useState(false);
  const id = `email-${department}`;

  async function look(event: Event) {
    event.preventDefault();
    if (!email.trim()) return setError("Type their work email.");
    setLooking(true);
    const { data } = await client
      .query(PersonToNameDocument, { email: email.trim() }, { requestPolicy: "network-only" })
      .toPromise();
    setLooking(false);
    setFound(data?.personByEmail ?? null);
    if (data?.personByEmail) return setError(undefined);
    setError(
      data
        ? "Nobody in the State's records has this email. Check its spelling."
        : "We couldn't look that up. Try again.",
    );
    document.getElementById(id)?.focus();
  }
  if (found) {
    return (
      <Confirm
        found={found}
        email={email.trim()}
        department={department}
        departmentName={departmentName}
        onClose={(added) => {
          setFound(null);
          if (added) {
            setEmail("");
            onAdded(found.name);
          }
          focusNext(() => document.getElementById(id));
        }}
      />
    );
  }
  return (
    <form onSubmit={look} class="narrow" noValidate>
      <TextField
        id={id}
        label="Add an administrator"
        hint="Their work email."
        type="email"
        autoComplete="off"
        value={email}
        onValue={setEmail}
        error={error}
      />
      <div class="actions">
        <Button type="submit" look="outline" working={looking} workingWords="Looking...">
          Add
        </Button>
      </div>
    </form>
  );
}

interface ConfirmProps {
  found: Found;
  email: string;
  department: string;
  departmentName: string;
  onClose(added: boolean): void;
}

function Confirm({ found, email, department, departmentName, onClose }: ConfirmProps) {
  const action = useAction(NameAdministratorDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  async function add() {
    const outcome = await action.run({ department, email });
    if (outcome?.kind === "done") onClose(true);
  }
  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && onClose(false)}>
      <h3 ref={heading} tabIndex={-1}>
        Add {found.name}, {found.jobTitle}, {found.department.name}?
      </h3>
      <p>
        {found.name} will see the applications of {departmentName} and can decide them when a supervisor is out for a
        long time.
      </p>
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button working={action.working} workingWords="Adding..." onPress={add}>
          Yes, add {found.name}
        </Button>
        <Button look="unstyled" onPress={() => onClose(false)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
