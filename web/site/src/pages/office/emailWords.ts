import type { EmailKind, EmailListedFragment, EmailState } from "../../graph/generated/pages/office/emails";
import { dayAndTimeOf, timeOf } from "../../parts/dates";

/** What an email is about, for the office. */
export const EMAIL_KINDS: Record<EmailKind, string> = {
  APPLICATION_RECEIVED: "Application received",
  APPLICATION_APPROVED: "Application approved",
  APPLICATION_DENIED: "Application not approved",
  MENTOR_REQUESTED: "A mentee asks the mentor",
  REQUEST_ACCEPTED: "Request accepted, to the mentee",
  MENTORSHIP_CONFIRMED: "Mentorship confirmed, to the mentor",
  REQUEST_DECLINED: "Request declined",
  REQUEST_CLOSED: "Request closed",
  REQUEST_WITHDRAWN: "Request canceled: the mentee takes part no longer",
  REQUEST_WAITING: "Reminder: a request waits for the mentor",
  REQUEST_STILL_WAITING: "Reminder: the mentor has not answered",
  FIRST_MEETING_DUE: "Reminder: set up the first meeting",
  MEETING_PROPOSED: "Meeting proposed",
  MEETING_MOVED: "Meeting moved",
  MEETING_CONFIRMED: "Meeting confirmed",
  MEETING_CALLED_OFF: "Meeting canceled",
  SURVEY_DUE: "Survey due",
  SURVEY_REMINDER: "Reminder: survey",
  MONDAY_DIGEST: "Monday email: applications that wait",
  PERIOD_ANNOUNCED: "Application period announced",
  PERIOD_ENDING: "Reminder: the application period ends",
  SUGGESTIONS_ARRIVED: "Recommended mentors arrived",
};

export const EMAIL_STATES: readonly { state: EmailState; title: string; none: string }[] = [
  { state: "FAILED", title: "Failed", none: "No emails failed." },
  { state: "QUEUED", title: "Waiting", none: "No emails wait." },
  { state: "SENT", title: "Sent", none: "No emails were sent." },
  { state: "OBSOLETE", title: "No longer true", none: "No email was left out." },
  { state: "DISCARDED", title: "Discarded", none: "No emails were discarded." },
];

/** How an email stands now: "Waiting: goes out at 9:45 a.m." */
export function stateInWords({ state, nextAttemptAt, settledAt }: EmailListedFragment): string {
  const settled = settledAt ? ` on ${dayAndTimeOf(settledAt)}` : "";
  if (state === "QUEUED") return nextAttemptAt ? `Waiting: goes out from ${timeOf(nextAttemptAt)} on.` : "Waiting.";
  if (state === "SENT") return `Sent${settled}.`;
  if (state === "FAILED") return `Failed${settled}.`;
  if (state === "DISCARDED") return `Discarded${settled}.`;
  return `Left out${settled}: it was no longer true when its turn came.`;
}

/** "Jordan Lee's email, Survey due": names a row's buttons. */
export function emailOf({ recipient, kind }: EmailListedFragment): string {
  return `${recipient.name}'s email, ${EMAIL_KINDS[kind]}`;
}
