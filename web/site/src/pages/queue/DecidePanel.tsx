import { useEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { errorFor, errorsOf } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { ConductNotice } from "../../parts/ConductNotice";
import { Refusals } from "../../parts/Refusals";
import { roleWord } from "../../parts/words";
import { Consequence } from "./Consequence";
import { InLieuOf } from "./InLieuOf";
import { isUnfinished, Openings } from "./Openings";
import { TooLate } from "./TooLate";
import { useDeciding } from "./useDeciding";
import { useDecidingHelp } from "./useDecidingHelp";
import { applicationOf, isSettled, settledSentence, type Waiting, type What } from "./words";

interface Props {
  application: Waiting;
  what: What;
  /** Why an administrator decides it in lieu of the supervisor; left out where the supervisor decides. */
  ground?: string | undefined;
  /** Asks for the ground again. */
  onChangeGround?: (() => void) | undefined;
  /** How it was settled meanwhile, where that is known better than by the application itself. */
  settled?: string | undefined;
  /** It is decided, by this press. */
  onDecided?: (() => void) | undefined;
  /** The panel is to be closed; the focus goes back to what opened it. */
  onClose(): void;
}

/** Approves or denies one application, in its row or on its page: what will happen, a message, and the last step. */
export function DecidePanel({ application, what, ground, onChangeGround, settled, onDecided, onClose }: Props) {
  const me = useSignedIn().person.id;
  const help = useDecidingHelp();
  const message = useKept(`decision:${application.id}:${what}`, "");
  const deciding = useDeciding(application, what, ground);
  const [unfinished, setUnfinished] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: false }), []);

  const id = `${what}-${application.id}`;
  const field = `${id}-message`;
  const errors = errorsOf(deciding.outcome, { message: field });
  const error =
    unfinished && isUnfinished(message.value) ? "Finish the sentence, or remove it." : errorFor(errors, field);
  const mine = deciding.working || deciding.done;
  const late = mine ? undefined : (settled ?? (isSettled(application) ? settledSentence(application, me) : undefined));
  const nothingTyped = message.value.trim() === "";
  useEffect(() => {
    if (late && nothingTyped) onClose();
  }, [late, nothingTyped, onClose]);

  async function decide() {
    const stops = isUnfinished(message.value);
    setUnfinished(stops);
    if (stops) return document.getElementById(field)?.focus();
    if (!(await deciding.decide(message.value))) return;
    message.done();
    onDecided?.();
  }

  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <h3 ref={heading} tabIndex={-1}>
        {what === "approve"
          ? `Approve ${application.applicant.name} as a ${roleWord(application.kind)}?`
          : `Deny ${applicationOf(application)}?`}
      </h3>
      {ground !== undefined && <InLieuOf application={application} ground={ground} onChange={onChangeGround} />}
      {what === "deny" && help && <p>{help.denialHint}</p>}
      <ConductNotice quiet id={`${id}-conduct`} />
      {what === "deny" && help && !late && (
        <Openings
          id={`${id}-opening`}
          openings={help.openings}
          onUse={(text) => {
            message.set(message.value.trim() ? `${text} ${message.value}` : text);
            document.getElementById(field)?.focus();
          }}
        />
      )}
      <TextArea
        id={field}
        label={`Message to ${application.applicant.firstName}`}
        optional
        rows={4}
        limit={help?.limits.decisionMessage ?? 2000}
        value={message.value}
        onValue={message.set}
        error={error}
        describes={`${id}-conduct`}
      />
      {late ? (
        <TooLate
          sentence={late}
          message={message.value}
          onDismiss={() => {
            message.done();
            onClose();
          }}
        />
      ) : (
        <>
          {deciding.changed && (
            <Alert kind="warning">
              {application.applicant.firstName} changed this application after you opened it. Read it again, then
              decide.
            </Alert>
          )}
          <Consequence application={application} what={what} message={message.value} help={help} />
          {errors.some((each) => each.id !== field) && !deciding.changed && <Refusals outcome={deciding.outcome} />}
          <div class="actions">
            <Button
              look={what === "deny" ? "secondary" : "filled"}
              working={deciding.working}
              workingWords={what === "approve" ? "Approving..." : "Denying..."}
              onPress={decide}
            >
              {deciding.outcome?.kind === "failed" ? "Try again" : what === "approve" ? "Yes, approve" : "Yes, deny"}
            </Button>
            <Button look="unstyled" onPress={onClose}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
