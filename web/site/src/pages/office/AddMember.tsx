import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";
import { errorFor, type FieldError } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import {
  AddOfficeMemberDocument,
  OfficeMemberToAddDocument,
  type OfficeMemberToAddQuery,
} from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { Confirm } from "./Confirm";

interface Props {
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
  onAdded(name: string): void;
}

const UNKNOWN = "Nobody in the State's records has this email.";
const NOT_LOOKED_UP = "We couldn't look that up. Try again.";

/** Looks a colleague up by email, shows who that is, and adds them. */
export function AddMember({ errors, onErrors, onAdded }: Props) {
  const client = useClient();
  const action = useAction(AddOfficeMemberDocument);
  const [email, setEmail] = useState("");
  const [looking, setLooking] = useState(false);
  const [found, setFound] = useState<OfficeMemberToAddQuery["personByEmail"]>(null);
  async function look(event: Event) {
    event.preventDefault();
    if (looking) return;
    setLooking(true);
    const variables = { email: email.trim() };
    const { data } = await client
      .query(OfficeMemberToAddDocument, variables, { requestPolicy: "network-only" })
      .toPromise();
    setLooking(false);
    setFound(data?.personByEmail ?? null);
    onErrors(data?.personByEmail ? [] : [{ id: "email", message: data ? UNKNOWN : NOT_LOOKED_UP }]);
  }
  async function add(name: string) {
    const outcome = await action.run({ email: email.trim() });
    if (outcome?.kind !== "done") return;
    setFound(null);
    setEmail("");
    onAdded(name);
    document.querySelector<HTMLElement>("main h1")?.focus();
  }
  if (found) {
    return (
      <Confirm
        question={`Add ${found.name}, ${found.jobTitle}, ${found.department.name}?`}
        yes={`Yes, add ${found.name}`}
        working="Adding..."
        action={action}
        heading="h2"
        onYes={() => add(found.name)}
        onClose={() => {
          setFound(null);
          onErrors([]);
          action.clear();
          focusNext(() => document.getElementById("email"));
        }}
      >
        {found.name} will see everything that the program office sees, and can do all that it does.
      </Confirm>
    );
  }
  return (
    <form class="narrow" noValidate onSubmit={look}>
      <h2>Add a member</h2>
      <TextField
        id="email"
        label="Work email"
        type="email"
        autoComplete="off"
        value={email}
        onValue={setEmail}
        error={errorFor(errors, "email")}
      />
      <div class="actions">
        <Button type="submit" look="outline" working={looking} workingWords="Looking...">
          Add
        </Button>
      </div>
    </form>
  );
}
