import { useState } from "preact/hooks";
import type { DecidedApplicationFragment } from "../../graph/generated/pages/queue/queue";
import { MarkDecisionSeenDocument } from "../../graph/generated/pages/queue/queue";
import { type Outcome, send } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { applicationOf } from "./words";

type Decided = Pick<DecidedApplicationFragment, "id" | "kind" | "applicant" | "decision">;

interface Props {
  applications: readonly Decided[];
  /** They are marked; drawn at once, and told again if it is refused. */
  onSeen(): void;
}

/** Marks decisions that were made in lieu of the reader as seen (APR-5). */
export function MarkAsSeen({ applications, onSeen }: Props) {
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<Outcome<unknown>>();
  const [first] = applications;
  async function mark() {
    setWorking(true);
    setRefused(undefined);
    for (const { id, decision } of applications) {
      if (!decision) continue;
      const outcome = await send(MarkDecisionSeenDocument, { application: id, decidedAt: decision.decidedAt });
      const isSeenAlready =
        outcome.kind === "refused" && outcome.refusals.some(({ code }) => code === "NOTHING_TO_REVIEW");
      if (outcome.kind !== "done" && !isSeenAlready) {
        setWorking(false);
        setRefused(outcome);
        return;
      }
    }
    setWorking(false);
    onSeen();
  }
  const alone = applications.length === 1 && first;
  return (
    <>
      <Button look="outline" working={working} about={alone ? applicationOf(first) : undefined} onPress={mark}>
        {alone ? "Mark as seen" : `Mark all ${applications.length} as seen`}
      </Button>
      <Refusals outcome={refused} />
    </>
  );
}
