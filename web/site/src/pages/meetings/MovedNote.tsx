import { Alert } from "../../parts/Alert";
import { dayAndTimeOf } from "../../parts/dates";
import { nameIn } from "../mentorships/steps";
import type { OneMeeting } from "./Meeting";
import { useRead } from "./useRead";

/** Says in a panel that the other one moved the meeting after it was opened. */
export function MovedNote({ meeting }: { meeting: OneMeeting }) {
  const { changed } = useRead(meeting, ({ startsAt }) => startsAt);
  if (!changed || meeting.proposedByViewer) return null;
  return (
    <Alert kind="info">
      {nameIn(meeting.mentorship)} moved it to {dayAndTimeOf(meeting.startsAt)} while you had this open.
    </Alert>
  );
}
