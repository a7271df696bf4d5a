import { useEffect, useRef } from "preact/hooks";
import type { FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { MoveMeetingDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { nameIn } from "../mentorships/steps";
import type { OneMeeting } from "./Meeting";
import { MovedNote } from "./MovedNote";
import { TimeChoice, toTime } from "./TimeChoice";
import { NO_TIME } from "./typedTime";
import { useProposal } from "./useProposal";
import { WarnedTime } from "./WarnedTime";

interface Props {
  meeting: OneMeeting;
  onErrors(errors: readonly FieldError[]): void;
  onDone(): void;
  onClose(): void;
}

/** Another time for a meeting: the other one has to confirm it anew. */
export function MovePanel({ meeting, onErrors, onDone, onClose }: Props) {
  const typed = useKept(`meeting:${meeting.id}:move`, { ...NO_TIME, minutes: String(meeting.minutes) });
  const action = useAction(MoveMeetingDocument);
  const proposal = useProposal(meeting.mentorship.id, meeting, async (time, acceptWarnings) => {
    const { startsAt: newStartsAt, minutes: newMinutes } = time;
    const outcome = await action.run({
      meeting: meeting.id,
      startsAt: meeting.startsAt,
      newStartsAt,
      newMinutes,
      acceptWarnings,
    });
    if (outcome?.kind === "done") {
      typed.done();
      onDone();
    }
    return outcome;
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => onErrors(proposal.errors), [proposal.errors]);
  const working = proposal.checking || action.working;
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        proposal.submit(typed.value);
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        Another time
      </h2>
      <p>{nameIn(meeting.mentorship)} is told by email, and has to confirm the new time.</p>
      <MovedNote meeting={meeting} />
      <TimeChoice
        mentorship={meeting.mentorship.id}
        value={typed.value}
        onValue={(time) => {
          if (proposal.warnings) proposal.clear();
          typed.set(time);
        }}
        errors={proposal.errors}
        minutes={meeting.minutes}
      />
      {proposal.warnings && (
        <WarnedTime
          warnings={proposal.warnings}
          words="Propose it anyway"
          working={working}
          onAnyway={() => proposal.submit(typed.value, true)}
          onOther={() => {
            proposal.clear();
            toTime();
          }}
        />
      )}
      <div class="actions">
        {!proposal.warnings && (
          <Button type="submit" working={working} workingWords="Proposing...">
            Propose this time
          </Button>
        )}
        <Button look="outline" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
