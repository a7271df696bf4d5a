import type { WaitingApplicationFragment } from "../../graph/generated/pages/queue/deciding";
import { dayOf, isoDay, timeOf } from "../../parts/dates";
import { listed, roleWord } from "../../parts/words";

export type Waiting = WaitingApplicationFragment;
export type What = "approve" | "deny";

/** "Jordan Lee's mentee application": two of the same person are told apart by it. */
export function applicationOf({ applicant, kind }: { applicant: { name: string }; kind: Waiting["kind"] }): string {
  return `${applicant.name}'s ${roleWord(kind)} application`;
}

/** "at 9:42 a.m." today, "on November 12" before. */
export function whenOf(value: string): string {
  return isoDay(value) === isoDay() ? `at ${timeOf(value)}` : `on ${dayOf(value)}`;
}

/** Whether nobody can decide it any more as it stands. */
export function isSettled({ state }: Pick<Waiting, "state">): boolean {
  return state !== "SUBMITTED";
}

/** How an application was settled, for whoever might have decided it. `me`: the reader's person. */
export function settledSentence(application: Waiting, me: string): string {
  const { decision, state, applicant } = application;
  const whose = applicationOf(application);
  if (state === "WITHDRAWN" || state === "DRAFT")
    return `${applicant.name} took the ${roleWord(application.kind)} application back.`;
  if (!isSettled(application) || !decision) {
    const now = application.assignee?.person;
    return now && now.id !== me ? `${whose} has gone to ${now.name}.` : `${whose} doesn't wait here any more.`;
  }
  return decidedSentence(application, me);
}

type Decided = Pick<Waiting, "kind" | "decision"> & {
  applicant: Pick<Waiting["applicant"], "name" | "firstName">;
  supervisor?: { person: { id: string; name: string } } | null | undefined;
};

/** "Lee Park approved Jordan Lee's mentee application at 9:42 a.m., in lieu of you: extended leave." */
export function decidedSentence({ applicant, kind, decision, supervisor }: Decided, me: string): string {
  if (!decision) return "";
  const what = `${decision.outcome === "APPROVED" ? "approved" : "denied"} ${applicant.name}'s ${roleWord(kind)} application`;
  if (decision.decidedBy?.id === me) {
    const told = `You ${what} ${whenOf(decision.decidedAt)}. ${applicant.firstName} is told by email.`;
    return decision.reminder ? `${told} ${decision.reminder}` : told;
  }
  const of = !supervisor || supervisor.person.id === me ? "you" : supervisor.person.name;
  const lieu = decision.inLieu ? `, in lieu of ${of}${decision.ground ? `: ${decision.ground}` : ""}` : "";
  return ended(`${decision.decidedBy?.name ?? "Somebody"} ${what} ${whenOf(decision.decidedAt)}${lieu}`);
}

/** A sentence with one period at its end. */
export function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const PARTS = {
  BIO: "bio",
  WORKING_HOURS: "working hours",
  CAREER_SKILLS: "career skills",
  SOFT_SKILLS: "soft skills",
} as const;

/** What a revised application says of the earlier decision; null for a first one. */
export function sentAgain({ decision, changedSinceDecision, state }: Waiting, me: string): string | null {
  if (state !== "SUBMITTED" || !decision) return null;
  const who = decision.decidedBy?.id === me ? "You" : (decision.decidedBy?.name ?? "Somebody");
  const changed = changedSinceDecision?.length
    ? ` Changed since: ${listed(changedSinceDecision.map((part) => PARTS[part]))}.`
    : "";
  const did = decision.outcome === "APPROVED" ? "approved it" : "did not approve it";
  return `Sent again. ${who} ${did} ${whenOf(decision.decidedAt)}.${changed}`;
}

/** Whether the viewer may do it now, and why not; undefined where the action does not exist for them. */
export function actionOf(application: Waiting, what: What) {
  const name = what === "approve" ? "APPROVE_APPLICATION" : "DENY_APPLICATION";
  return application.viewerActions.find(({ action }) => action === name);
}

/** Whether the viewer may decide it in some way now. */
export function canDecide({ viewerActions }: Waiting): boolean {
  return viewerActions.some(({ allowed }) => allowed);
}
