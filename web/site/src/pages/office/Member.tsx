import { useRef, useState } from "preact/hooks";
import { type OfficeMemberFragment, RemoveOfficeMemberDocument } from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { Confirm } from "./Confirm";

interface Props {
  member: OfficeMemberFragment;
  isSelf: boolean;
  onRemoved(): void;
}

/** Somebody of the office, and their removal, which is asked once more. */
export function Member({ member: { id, name, jobTitle, email, department, viewerActions }, isSelf, onRemoved }: Props) {
  const action = useAction(RemoveOfficeMemberDocument);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const [removal] = viewerActions;
  return (
    <li class="row">
      <p>
        <strong>{name}</strong>
        {isSelf && " (you)"}, {jobTitle}, {department.name}, <a href={`mailto:${email}`}>{email}</a>
      </p>
      {removal?.allowed && !open && (
        <div class="actions">
          <Button look="outline" about={name} button={opener} onPress={() => setOpen(true)}>
            Remove
          </Button>
        </div>
      )}
      {removal && !removal.allowed && <p class="quiet">{removal.reason}</p>}
      {open && (
        <Confirm
          question={isSelf ? "Remove yourself?" : `Remove ${name}?`}
          yes={`Yes, remove ${isSelf ? "me" : name}`}
          working="Removing..."
          action={action}
          heading="h2"
          onYes={async () => {
            const outcome = await action.run({ person: id });
            if (outcome?.kind === "done") onRemoved();
          }}
          onClose={() => {
            setOpen(false);
            focusNext(() => opener.current);
          }}
        >
          {isSelf ? "You lose access at once." : `${name} loses access to the program office at once.`}
        </Confirm>
      )}
    </li>
  );
}
