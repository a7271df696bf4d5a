import { errorFor, errorsOf } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { type EmailListedFragment, OfficeDiscardEmailDocument } from "../../graph/generated/pages/office/emails";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { movingFocus } from "../../parts/focus";
import { Refusals } from "../../parts/Refusals";
import { EMAIL_KINDS } from "./emailWords";
import { OfficePanel } from "./OfficePanel";

interface Props {
  email: EmailListedFragment;
  limit: number;
  onDone(): void;
  onClose(): void;
}

/** Discards a failed email for good, with a reason that the office keeps. */
export function DiscardEmail({ email, limit, onDone, onClose }: Props) {
  const action = useAction(OfficeDiscardEmailDocument);
  const reason = useKept(`discard:${email.id}`, "");
  const field = `discard-${email.id}`;
  const errors = errorsOf(action.outcome, { reason: field });
  async function discard() {
    const focus = movingFocus();
    const outcome = await action.run({ email: email.id, reason: reason.value });
    if (outcome?.kind === "refused") return focus(() => document.getElementById(field));
    if (outcome?.kind !== "done") return;
    reason.done();
    onDone();
  }
  return (
    <OfficePanel title={`Discard this email: ${EMAIL_KINDS[email.kind]}?`} onClose={onClose}>
      <p>{email.recipient.name} doesn't get this email. This can't be taken back.</p>
      <TextArea
        id={field}
        label="Reason"
        hint={`For the office and its records. Up to ${limit.toLocaleString("en-US")} characters.`}
        rows={2}
        limit={limit}
        error={errorFor(errors, field)}
        value={reason.value}
        onValue={reason.set}
      />
      {errors.some(({ id }) => id !== field) && <Refusals outcome={action.outcome} />}
      <div class="actions">
        <Button look="secondary" working={action.working} workingWords="Discarding..." onPress={discard}>
          Yes, discard
        </Button>
        <Button
          look="unstyled"
          onPress={() => {
            reason.done();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </OfficePanel>
  );
}
