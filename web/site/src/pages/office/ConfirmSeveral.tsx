import { useRef, useState } from "preact/hooks";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import {
  type EmailListedFragment,
  OfficeDiscardEmailDocument,
  OfficeResendEmailDocument,
} from "../../graph/generated/pages/office/emails";
import { send } from "../../graph/useAction";
import { say } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { count } from "../../parts/words";
import { OfficePanel } from "./OfficePanel";
import type { SeveralTold } from "./SeveralResult";

interface Props {
  what: "resend" | "discard";
  emails: readonly EmailListedFragment[];
  reasonLimit: number;
  onDone(told: SeveralTold): void;
  onClose(): void;
}

const FIELD = "several-reason";

/** Asks once more, then sends or discards one after the other; each has its own key, so none is done twice. */
export function ConfirmSeveral({ what, emails, reasonLimit, onDone, onClose }: Props) {
  const reason = useKept("discard:several", "");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<string>();
  const chosen = useRef(emails).current;
  const things = count(chosen.length, "email", "emails");

  async function go() {
    const isReasoned = what === "resend" || reason.value.trim() !== "";
    setError(isReasoned ? undefined : "Give the reason.");
    if (!isReasoned) return document.getElementById(FIELD)?.focus();
    setWorking(true);
    say(`${what === "resend" ? "Sending" : "Discarding"} ${things}.`);
    const results: SeveralTold["results"] = [];
    for (const email of chosen) {
      const outcome =
        what === "resend"
          ? await send(OfficeResendEmailDocument, { email: email.id })
          : await send(OfficeDiscardEmailDocument, { email: email.id, reason: reason.value });
      const why =
        outcome.kind === "done"
          ? ""
          : outcome.kind === "failed"
            ? outcome.sentence
            : outcome.refusals.map(({ message }) => message).join(" ");
      results.push({ email, done: outcome.kind === "done", why });
    }
    reason.done();
    onDone({ what, results });
  }
  return (
    <OfficePanel
      heading="h3"
      title={what === "resend" ? `Send ${things} again?` : `Discard ${things}?`}
      onClose={onClose}
    >
      <p>
        {what === "resend"
          ? "Each goes out within a minute, unless it is no longer true."
          : "Nobody gets these emails. This can't be taken back."}
      </p>
      {what === "discard" && (
        <TextArea
          id={FIELD}
          label="Reason"
          hint={`The same for all of them, for the office and its records. Up to ${reasonLimit.toLocaleString("en-US")} characters.`}
          rows={2}
          limit={reasonLimit}
          error={error}
          value={reason.value}
          onValue={reason.set}
        />
      )}
      <div class="actions">
        <Button
          look={what === "discard" ? "secondary" : "filled"}
          working={working}
          workingWords={what === "resend" ? "Sending..." : "Discarding..."}
          onPress={go}
        >
          {what === "resend" ? `Yes, send ${chosen.length} again` : `Yes, discard ${chosen.length}`}
        </Button>
        <Button look="unstyled" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </OfficePanel>
  );
}
