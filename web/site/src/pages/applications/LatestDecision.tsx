import { useSignedIn } from "../../app/viewer";
import { Quotation } from "../../parts/Quotation";
import { MarkAsSeen } from "../queue/MarkAsSeen";
import { decidedSentence } from "../queue/words";
import { actionOf } from "./actionOf";
import type { ShownApplication } from "./OthersApplication";

/** Who decided, when, on what ground, with what message; whoever it was decided in lieu of marks it as seen. */
export function LatestDecision({ application }: { application: ShownApplication }) {
  const me = useSignedIn().person.id;
  const { decision } = application;
  if (!decision) return null;
  const by = decision.decidedBy?.id === me ? "You" : (decision.decidedBy?.name ?? "Somebody who has left");
  const unseen = actionOf(application, "MARK_DECISION_SEEN")?.allowed && !decision.seenAt;
  return (
    <>
      <p class={application.state === "SUBMITTED" ? undefined : "usa-intro"}>{decidedSentence(application, me)}</p>
      {decision.message && <Quotation text={decision.message} by={by} />}
      {unseen && (
        <MarkAsSeen applications={[application]} onSeen={() => document.querySelector<HTMLElement>("h1")?.focus()} />
      )}
    </>
  );
}
