import { Button } from "../../parts/Button";
import { actionOf, applicationOf, type Waiting, type What } from "./words";

interface OpenerProps {
  application: Waiting;
  what: What;
  open: What | null;
  onOpen(what: What | null): void;
}

const reasonOf = (application: Waiting, what: What) => `${what}-${application.id}-why`;

/** The button that opens the panel; where the decision is not possible now, it leads to the reason. */
export function Opener({ application, what, open, onOpen }: OpenerProps) {
  const action = actionOf(application, what);
  if (!action) return null;
  const why = reasonOf(application, what);
  return (
    <span data-what={what}>
      <Button
        look="outline"
        about={applicationOf(application)}
        unavailable={!action.allowed}
        aria-expanded={action.allowed ? (open === what ? "true" : "false") : undefined}
        aria-describedby={action.allowed ? undefined : why}
        onPress={() => (action.allowed ? onOpen(open === what ? null : what) : document.getElementById(why)?.focus())}
      >
        {what === "approve" ? "Approve" : "Deny"}
      </Button>
    </span>
  );
}

/** Why it can't be approved, or denied, now. */
export function Reasons({ application }: { application: Waiting }) {
  const [approve, deny] = [actionOf(application, "approve"), actionOf(application, "deny")];
  const same = approve?.reason === deny?.reason;
  return (
    <>
      {approve && !approve.allowed && (
        <p class="quiet" id={reasonOf(application, "approve")} tabIndex={-1}>
          {same ? "" : "You can't approve it now. "}
          {approve.reason}
        </p>
      )}
      {deny && !deny.allowed && !same && (
        <p class="quiet" id={reasonOf(application, "deny")} tabIndex={-1}>
          You can't deny it now. {deny.reason}
        </p>
      )}
    </>
  );
}
