import { useEffect, useRef } from "preact/hooks";
import { CancelMeetingDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { may, offerOf } from "../mentorships/offers";
import type { OneMeeting } from "./Meeting";
import { MovedNote } from "./MovedNote";

interface Props {
  meeting: OneMeeting;
  onDone(): void;
  onClose(): void;
}

/** Calls a meeting off, or says that it did not take place: what that does is said first. */
export function CancelPanel({ meeting, onDone, onClose }: Props) {
  const action = useAction(CancelMeetingDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const over = may(meeting, "MARK_MEETING_HELD");
  const effect = offerOf(meeting, "CANCEL_MEETING")?.effect?.message;
  const cancel = async () => {
    const outcome = await action.run({ meeting: meeting.id, startsAt: meeting.startsAt });
    if (outcome?.kind === "done") onDone();
  };
  return (
    <div class="panel">
      <h2 ref={heading} tabIndex={-1}>
        {over ? "The meeting did not take place?" : "Call this meeting off?"}
      </h2>
      <MovedNote meeting={meeting} />
      {effect && <p>{effect}</p>}
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button look="secondary" working={action.working} onPress={cancel}>
          {over ? "Yes, it did not take place" : "Yes, call it off"}
        </Button>
        <Button look="outline" onPress={onClose}>
          Keep it
        </Button>
      </div>
    </div>
  );
}
