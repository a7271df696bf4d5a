import { useEffect, useState } from "preact/hooks";
import {
  ApproveApplicationDocument,
  type ApproveApplicationMutation,
  DenyApplicationDocument,
} from "../../graph/generated/pages/queue/deciding";
import { type Outcome, useAction } from "../../graph/useAction";
import { isSettled, type Waiting, type What } from "./words";

type Payload = Pick<ApproveApplicationMutation["approveApplication"], "errors" | "application">;

export interface Deciding {
  /** Sends the decision. True once it is made. */
  decide(message: string): Promise<boolean>;
  working: boolean;
  outcome: Outcome<Payload> | undefined;
  /** It was made by this press. */
  done: boolean;
  /** The applicant sent it anew after it was read here: whoever decides is to read it again first. */
  changed: boolean;
}

/** Decides the version of an application that was on the screen; a newer one only after its reader was told of it. */
export function useDeciding(application: Waiting, what: What, ground: string | undefined): Deciding {
  const approve = useAction(ApproveApplicationDocument);
  const deny = useAction(DenyApplicationDocument);
  const action = what === "approve" ? approve : deny;
  const [read, setRead] = useState(application.submittedAt ?? "");
  const [changed, setChanged] = useState(false);
  const latest = application.submittedAt ?? "";
  useEffect(() => {
    if (latest !== read && !isSettled(application)) setChanged(true);
  }, [latest, read, application]);

  async function decide(message: string): Promise<boolean> {
    const outcome = await action.run({
      application: application.id,
      submittedAt: read,
      message: message.trim() || null,
      inLieuGround: ground ?? null,
    });
    if (outcome?.kind === "refused") {
      for (const refusal of outcome.payload?.errors ?? []) {
        if (refusal.__typename !== "ApplicationChangedError") continue;
        setChanged(true);
        setRead(refusal.application?.submittedAt ?? latest); // told by now: the next press is about this one
      }
    }
    return outcome?.kind === "done";
  }
  return { decide, working: action.working, outcome: action.outcome, done: action.outcome?.kind === "done", changed };
}
