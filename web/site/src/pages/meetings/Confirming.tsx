import { useLayoutEffect, useRef } from "preact/hooks";
import { ConfirmMeetingDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { dayAndTimeOf, timeOf } from "../../parts/dates";
import { Refusals } from "../../parts/Refusals";
import { Tag } from "../../parts/Tag";
import { stopped } from "../../parts/words";
import { may } from "../mentorships/offers";
import { nameIn } from "../mentorships/steps";
import type { OneMeeting } from "./Meeting";
import { useRead } from "./useRead";

interface Props {
  meeting: OneMeeting;
  onDone(): void;
}

/**
 * Confirms the time that was read. When the other one moves the meeting while it is open, the sentence that says so
 * takes the button's place and focus: nobody confirms a time by a press that was meant for another.
 */
export function Confirming({ meeting, onDone }: Props) {
  const action = useAction(ConfirmMeetingDocument);
  const { changed } = useRead(meeting, ({ startsAt, minutes }) => `${startsAt} ${minutes}`);
  const moved = changed && !meeting.proposedByViewer;
  const box = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (moved && box.current?.contains(document.activeElement)) note.current?.focus();
  }, [moved, meeting.startsAt]);
  if (!may(meeting, "CONFIRM_MEETING")) return null;
  const confirm = async () => {
    const { id, startsAt, minutes } = meeting;
    const outcome = await action.run({ meeting: id, startsAt, minutes });
    if (outcome?.kind === "done") onDone();
  };
  return (
    <div ref={box}>
      {moved && (
        <Alert kind="info" focusable={note}>
          <Tag isNew>Changed</Tag>{" "}
          {stopped(`${nameIn(meeting.mentorship)} moved it to ${dayAndTimeOf(meeting.startsAt)}`)} Read it, then
          confirm.
        </Alert>
      )}
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button working={action.working} workingWords="Confirming..." onPress={confirm}>
          {moved ? `Confirm ${timeOf(meeting.startsAt)}` : "Confirm this time"}
        </Button>
      </div>
    </div>
  );
}
