import { useSignedIn } from "../../app/viewer";
import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";
import { DateTime } from "../../parts/DateTime";
import { Quotation } from "../../parts/Quotation";
import { roleWord } from "../../parts/words";

/** The latest decision: who, when, on what ground, with what message. */
export function Decided({
  application: { applicant, kind, state, decision },
}: {
  application: WholeApplicationFragment;
}) {
  const me = useSignedIn().person.id;
  if (!decision) return null;
  const mine = decision.decidedBy?.id === me;
  const by = mine ? "You" : (decision.decidedBy?.name ?? "Somebody who has left");
  const earlier = state === "SUBMITTED" || state === "DRAFT" || state === "WITHDRAWN";
  return (
    <>
      <p class={earlier ? undefined : "usa-intro"}>
        {earlier && "Before: "}
        {by} {decision.outcome === "APPROVED" ? "approved" : "did not approve"} {applicant.name}'s {roleWord(kind)}{" "}
        application on <DateTime value={decision.decidedAt} as="both" />
        {decision.inLieu && ", in lieu of the supervisor"}
        {decision.ground && `: ${decision.ground}`}.
      </p>
      {decision.message && <Quotation text={decision.message} by={by} />}
    </>
  );
}
