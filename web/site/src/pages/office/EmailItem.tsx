import { useRef, useState } from "preact/hooks";
import { OfficeResendEmailDocument } from "../../graph/generated/pages/office/emails";
import { useAction } from "../../graph/useAction";
import { useNoteInPlace } from "../../live/useNoteInPlace";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { later } from "../../parts/later";
import { Refusals } from "../../parts/Refusals";
import { Tag } from "../../parts/Tag";
import { count } from "../../parts/words";
import { EMAIL_KINDS, emailOf, stateInWords } from "./emailWords";
import type { EmailRow } from "./useEmailRows";

const DiscardEmail = later(() => import("./DiscardEmail").then((part) => part.DiscardEmail));

interface Props {
  row: EmailRow;
  reasonLimit: number;
  /** Null where nothing is chosen together. */
  selected: boolean | null;
  onSelected(selected: boolean): void;
  onDismiss(): void;
}

/** One email: to whom, what, why it did not go out, and what to do about it. */
export function EmailItem({ row: { email, isNew, isGone }, reasonLimit, selected, onSelected, onDismiss }: Props) {
  const [discards, setDiscards] = useState(false);
  const resend = useAction(OfficeResendEmailDocument);
  const opener = useRef<HTMLButtonElement>(null);
  const can = (action: string) => email.viewerActions.some((each) => each.action === action && each.allowed);
  const { recipient } = email;
  const [mine, setMine] = useState(false);
  const { item, note } = useNoteInPlace(isGone, mine);

  if (isGone) {
    return (
      <li id={`email-${email.id}`} ref={item} tabIndex={-1}>
        <div class="note" ref={note} tabIndex={-1}>
          <p>
            To {recipient.name}, {EMAIL_KINDS[email.kind]}. {stateInWords(email)}
          </p>
          <Button look="unstyled" about={emailOf(email)} onPress={onDismiss}>
            Dismiss
          </Button>
        </div>
      </li>
    );
  }
  return (
    <li class="row" id={`email-${email.id}`} ref={item} tabIndex={-1}>
      <div class="row-head">
        {selected !== null && (
          <div class="usa-checkbox">
            <input
              class="usa-checkbox__input"
              type="checkbox"
              id={`select-${email.id}`}
              checked={selected}
              onChange={(event) => onSelected(event.currentTarget.checked)}
            />
            <label class="usa-checkbox__label" for={`select-${email.id}`}>
              <span class="usa-sr-only">Select {emailOf(email)}</span>
            </label>
          </div>
        )}
        <h3>
          To <Link to={`/office/people/${recipient.id}`}>{recipient.name}</Link>
        </h3>
        {isNew && <Tag isNew>New</Tag>}
      </div>
      <p>
        {EMAIL_KINDS[email.kind]}, to {recipient.email}. Due on <DateTime value={email.dueAt} as="both" />,{" "}
        {count(email.attempts, "try", "tries")}. {email.state !== "FAILED" && stateInWords(email)}
      </p>
      {email.problem && <p class="typed">Why: {email.problem}</p>}
      {resend.outcome?.kind === "done" ? null : <Refusals outcome={resend.outcome} />}
      {(can("RESEND_EMAIL") || can("DISCARD_EMAIL")) && (
        <div class="actions">
          {can("RESEND_EMAIL") && (
            <Button
              look="outline"
              about={emailOf(email)}
              working={resend.working}
              workingWords="Sending..."
              onPress={async () => {
                const outcome = await resend.run({ email: email.id });
                if (outcome?.kind === "done") setMine(true);
              }}
            >
              Send again
            </Button>
          )}
          {can("DISCARD_EMAIL") && (
            <Button
              look="outline"
              button={opener}
              about={emailOf(email)}
              aria-expanded={discards ? "true" : "false"}
              onPress={() => setDiscards(!discards)}
            >
              Discard
            </Button>
          )}
        </div>
      )}
      {discards && (
        <DiscardEmail
          email={email}
          limit={reasonLimit}
          onDone={() => setMine(true)}
          onClose={() => {
            setDiscards(false);
            opener.current?.focus();
          }}
        />
      )}
    </li>
  );
}
