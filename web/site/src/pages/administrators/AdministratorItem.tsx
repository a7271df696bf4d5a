import { useEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import {
  type ListedAdministratorFragment,
  RemoveAdministratorDocument,
} from "../../graph/generated/pages/administrators/administrators";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Refusals } from "../../parts/Refusals";

interface Props {
  administrator: ListedAdministratorFragment;
  isLast: boolean;
  onRemoved(name: string): void;
}

/** One administrator, and their removal, which is asked once more. */
export function AdministratorItem({ administrator, isLast, onRemoved }: Props) {
  const { person, namedAt, viewerActions } = administrator;
  const [removal] = viewerActions;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  function close() {
    setOpen(false);
    opener.current?.focus();
  }
  return (
    <li class="row">
      <p>
        <strong>{person.name}</strong>, {person.jobTitle}, <a href={`mailto:${person.email}`}>{person.email}</a>
        <br />
        <span class="quiet">
          Administrator since <DateTime value={namedAt} />
        </span>
      </p>
      {removal && (
        <div class="actions">
          <Button
            look="outline"
            about={person.name}
            button={opener}
            unavailable={!removal.allowed}
            aria-expanded={removal.allowed ? (open ? "true" : "false") : undefined}
            onPress={() => removal.allowed && setOpen(!open)}
          >
            Remove
          </Button>
          {!removal.allowed && <span class="quiet">{removal.reason}</span>}
        </div>
      )}
      {open && <Removal administrator={administrator} isLast={isLast} onRemoved={onRemoved} onClose={close} />}
    </li>
  );
}

function Removal({ administrator: { person, department }, isLast, onRemoved, onClose }: Props & { onClose(): void }) {
  const isSelf = useSignedIn().person.id === person.id;
  const action = useAction(RemoveAdministratorDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  async function remove() {
    const outcome = await action.run({ department: department.id, person: person.id });
    if (outcome?.kind !== "done") return;
    document.querySelector("h1")?.focus();
    onRemoved(person.name);
  }
  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <h3 ref={heading} tabIndex={-1}>
        {isSelf ? "Remove yourself?" : `Remove ${person.name}?`}
      </h3>
      <p>
        {isLast &&
          `${isSelf ? "You're" : `${person.name} is`} the last one. The program office then has to name another. `}
        {isSelf
          ? "You'll no longer see the department's applications, nor decide them."
          : `${person.name} will no longer see the department's applications, nor decide them.`}
      </p>
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button look="secondary" working={action.working} workingWords="Removing..." onPress={remove}>
          Yes, remove {isSelf ? "me" : person.name}
        </Button>
        <Button look="unstyled" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
