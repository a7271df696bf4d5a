import type {
  MentorshipBriefFragment,
  MentorshipLineFragment,
} from "../../graph/generated/pages/mentorships/mentorships";
import { dayAndTimeOf, weekdayOf } from "../../parts/dates";
import { stopped } from "../../parts/words";
import { isToCome } from "../meetings/words";
import { may } from "./offers";

/** Something that waits for the viewer in one mentorship, and where it is done. */
export interface Step {
  words: string;
  button: string;
  to: string;
}

type Meeting = NonNullable<MentorshipLineFragment["latest"]>["nodes"][number];

/** The other one's first name. */
export function nameIn(pair: { partner?: { firstName: string } | null }): string {
  return pair.partner?.firstName ?? "the other side";
}

/** What waits for the viewer in a mentorship, first what the other one waits for. */
export function stepsOf(pair: MentorshipLineFragment): Step[] {
  const meetings = pair.latest?.nodes ?? [];
  const steps = meetings.flatMap((meeting) => stepOf(meeting, nameIn(pair)) ?? []);
  if (may(pair, "ACCEPT_AGREEMENT")) {
    steps.push({
      words: `${nameIn(pair)} sent you a mentorship agreement.`,
      button: "Read the agreement",
      to: `/mentorships/${pair.id}/agreement`,
    });
  }
  const meeting = meetingToPropose(pair, meetings);
  return [...steps, ...surveySteps(pair), ...(meeting ? [meeting] : [])];
}

/** The survey of a mentorship that ended, where it is not answered yet. */
export function surveySteps(pair: MentorshipBriefFragment): Step[] {
  if (!pair.survey || pair.survey.submittedAt) return [];
  return [
    {
      words: `Tell us how it went with ${nameIn(pair)}.`,
      button: "Fill in the survey",
      to: `/survey/${pair.survey.id}`,
    },
  ];
}

function stepOf(meeting: Meeting, name: string): Step | undefined {
  const to = `/meetings/${meeting.id}`;
  const day = weekdayOf(meeting.startsAt);
  if (may(meeting, "MARK_MEETING_HELD"))
    return { words: `Did you and ${name} meet on ${day}?`, button: "Say if it took place", to };
  if (may(meeting, "CONFIRM_MEETING")) {
    const words = stopped(`${name} proposes to meet on ${dayAndTimeOf(meeting.startsAt)}`);
    return { words, button: "Answer for this meeting", to };
  }
  if (may(meeting, "CONFIRM_HOURS"))
    return { words: `${name} logged your meeting of ${day}.`, button: "Confirm the hours", to };
  return undefined;
}

/** A meeting to propose, where none is planned: the first one, or the next. */
function meetingToPropose(pair: MentorshipLineFragment, meetings: readonly Meeting[]): Step | undefined {
  if (meetings.some(isToCome) || !may(pair, "PROPOSE_MEETING")) return undefined;
  const to = `/mentorships/${pair.id}/meetings/new`;
  const met = meetings.some((meeting) => meeting.state === "HELD");
  if (met) return { words: "No meeting is planned. An hour a month is usual.", button: "Propose a meeting", to };
  const words =
    pair.viewerRole === "MENTEE"
      ? `Reach out first: write to ${nameIn(pair)}, or propose a time for your first meeting.`
      : `${nameIn(pair)} is asked to reach out first. You can propose a time, too.`;
  return { words, button: "Propose a meeting", to };
}

/** The next meeting that is not over; undefined if none is planned. */
export function nextMeeting(pair: MentorshipLineFragment): Meeting | undefined {
  return pair.latest?.nodes.filter(isToCome).sort((one, other) => one.startsAt.localeCompare(other.startsAt))[0];
}

/** "your mentor", "your mentee". */
export function partnerWord(pair: { viewerRole?: "MENTOR" | "MENTEE" | null }): string {
  return pair.viewerRole === "MENTEE" ? "your mentor" : "your mentee";
}
