import { useEffect, useRef } from "preact/hooks";
import type { Kept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import {
  type AskableFragment,
  type AskFactsFragment,
  AskMentorDocument,
} from "../../graph/generated/pages/mentors/ask";
import { type Outcome, useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { Refusals } from "../../parts/Refusals";
import { type AskedRequest, NoLongerAvailable, OpenRequests } from "./Standing";

interface Props {
  mentor: AskableFragment;
  facts: AskFactsFragment;
  note: Kept<string>;
  takesFocus: boolean;
  onAsked(request: AskedRequest): void;
  onClose(): void;
}

/** The last step before a mentor is asked, with a note to them. What is typed outlives a refusal. */
export function AskPanel({ mentor, facts, note, takesFocus, onAsked, onClose }: Props) {
  const { id, name, firstName, requestBlocker: blocker } = mentor;
  const ask = useAction(AskMentorDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const send = async () => {
    const outcome = await ask.run({ mentor: id, message: note.value.trim() || null });
    if (outcome?.kind !== "done" || !outcome.payload.mentorship) return;
    note.done();
    onAsked(outcome.payload.mentorship);
  };
  const codes = ask.refusals.map(({ code }) => code);
  const gone = blocker?.code === "NO_LONGER_AVAILABLE" || codes.includes("MENTOR_NO_LONGER_AVAILABLE");
  return (
    <form
      class="panel"
      aria-labelledby={`ask-${id}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!gone) void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !ask.working) onClose();
      }}
    >
      <h3 id={`ask-${id}`} ref={heading} tabIndex={-1}>
        Ask {name} to be your mentor?
      </h3>
      {gone ? (
        <NoLongerAvailable firstName={firstName} note={note.value} />
      ) : (
        <p>From then on {firstName} can read your application.</p>
      )}
      {!gone && <ConductNotice />}
      <TextArea
        id={`note-${id}`}
        label={`A note to ${firstName}`}
        optional
        limit={facts.limits.requestMessage}
        rows={4}
        value={note.value}
        error={ask.refusals.find(({ field }) => field?.includes("message"))?.message}
        onValue={note.set}
        describes={CONDUCT}
      />
      {!gone && <Refusals outcome={withoutNote(ask.outcome)} />}
      {codes.includes("TOO_MANY_PENDING_REQUESTS") && <OpenRequests facts={facts} />}
      <div class="actions">
        {!gone && (
          <Button type="submit" working={ask.working} workingWords="Asking...">
            {`Yes, ask ${firstName}`}
          </Button>
        )}
        <Button look="unstyled" onPress={onClose} about={`asking ${name}`}>
          {gone ? "Close" : "Cancel"}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong with the note stands beside it. */
function withoutNote<Payload>(outcome: Outcome<Payload> | undefined): Outcome<Payload> | undefined {
  if (outcome?.kind !== "refused") return outcome;
  const refusals = outcome.refusals.filter(({ field }) => !field?.includes("message"));
  return refusals.length ? { ...outcome, refusals } : undefined;
}
