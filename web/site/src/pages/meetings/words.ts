import type { MeetingLineFragment } from "../../graph/generated/pages/meetings/meetings";
import { timeOf } from "../../parts/dates";
import { may } from "../mentorships/offers";

/** Whether a meeting is still to come. */
export function isToCome(meeting: MeetingLineFragment): boolean {
  return (meeting.state === "PROPOSED" || meeting.state === "CONFIRMED") && !may(meeting, "MARK_MEETING_HELD");
}

/** How a meeting stands, in a few words. `partner`: the other one's first name. */
export function standingOf(meeting: MeetingLineFragment, partner: string): string {
  switch (meeting.state) {
    case "CANCELLED":
      return "Called off";
    case "HELD":
      if (meeting.confirmedAt) return "Took place, hours confirmed";
      return may(meeting, "CONFIRM_HOURS") ? "Took place, hours wait for you" : "Took place, hours not confirmed yet";
    default:
      if (!isToCome(meeting)) return "Say if it took place";
      if (meeting.state === "CONFIRMED") return "Confirmed";
      return meeting.proposedByViewer ? `Waits for ${partner}` : "Waits for you";
  }
}

const ZONE = " Central time"; // where the browser has another

/** "10:00 a.m. to 11:00 a.m." */
export function spanOf({ startsAt, minutes }: { startsAt: string; minutes: number }): string {
  const ends = new Date(Date.parse(startsAt) + minutes * 60_000);
  return `${timeOf(startsAt).replace(ZONE, "")} to ${timeOf(ends)}`;
}
