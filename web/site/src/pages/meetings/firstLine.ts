import { dayAndTimeOf, dayOf } from "../../parts/dates";
import { stopped } from "../../parts/words";
import { may } from "../mentorships/offers";
import { nameIn } from "../mentorships/steps";
import type { OneMeeting } from "./Meeting";

/** How a meeting stands, as the first sentence of its page. */
export function firstLine(meeting: OneMeeting): string {
  const name = nameIn(meeting.mentorship);
  const when = dayAndTimeOf(meeting.startsAt);
  switch (meeting.state) {
    case "CANCELLED":
      return stopped(`This meeting was called off. It was to be on ${when}`);
    case "HELD":
      return held(meeting, name);
    default:
      break;
  }
  if (may(meeting, "MARK_MEETING_HELD")) return `${stopped(`This meeting was to be on ${when}`)} Did it take place?`;
  if (meeting.state === "CONFIRMED") return `${stopped(`You and ${name} meet on ${when}`)} You both confirmed it.`;
  if (!meeting.proposedByViewer) return `${name} proposes ${when}, for ${meeting.minutes} minutes.`;
  return `${stopped(`You proposed ${when}`)} ${name} has not answered yet.`;
}

function held(meeting: OneMeeting, name: string): string {
  if (meeting.confirmedAt)
    return `You met, and both confirmed the hours. The last of you on ${dayOf(meeting.confirmedAt)}.`;
  if (may(meeting, "CONFIRM_HOURS")) return `${name} logged this meeting. Confirm it for your statement of hours.`;
  return `You logged this meeting. ${name} has not confirmed the hours yet.`;
}
