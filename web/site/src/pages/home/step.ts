import type { HomeStepsQuery, NextStepKind } from "../../graph/generated/pages/home/home";
import { dayOf, daysUntil } from "../../parts/dates";

type Viewer = NonNullable<HomeStepsQuery["viewer"]>;
export type NextStep = Viewer["nextSteps"][number];

interface Way {
  words: string;
  to(id: string, step: NextStep): string;
  /** Before the day since which it waits, where the sentence does not say it. */
  since?: string;
}

const one = (step: NextStep, id: string, several: string) => (step.number === 1 ? `/applications/${id}` : several);
const form = (step: NextStep) =>
  step.thing?.__typename === "Application" && step.thing.kind === "MENTOR"
    ? "/be-a-mentor/application"
    : "/be-a-mentee/application";

const WAYS: Record<NextStepKind, Way> = {
  ANSWER_REQUEST: { words: "Read and answer", to: (id) => `/requests/${id}`, since: "Asked" },
  DECIDE_APPLICATIONS: { words: "Open your queue", to: (id, step) => one(step, id, "/queue") },
  ANSWER_MEETING: { words: "Answer for this meeting", to: (id) => `/meetings/${id}` },
  CONFIRM_HOURS: { words: "Confirm the hours", to: (id) => `/meetings/${id}` },
  ANSWER_AGREEMENT: { words: "Read the agreement", to: (id) => `/mentorships/${id}/agreement`, since: "Sent" },
  FINISH_APPLICATION: { words: "Finish your application", to: (_, step) => form(step), since: "Started" },
  CHOOSE_MENTOR: { words: "See your list", to: () => "/suggestions" },
  SET_UP_FIRST_MEETING: {
    words: "Propose a time",
    to: (id) => `/mentorships/${id}/meetings/new`,
    since: "Your mentor said yes",
  },
  LOG_MEETING: { words: "Log the meeting", to: (id) => `/meetings/${id}` },
  ANSWER_SURVEY: { words: "Fill in the survey", to: (id) => `/survey/${id}`, since: "Asked" },
  REVIEW_DECISIONS: { words: "See the decisions", to: (id, step) => one(step, id, "/queue/decided"), since: "Since" },
  SEE_DEPARTMENT_QUEUE: { words: "Open the page of your department", to: () => "/department", since: "Since" },
  SEE_FAILED_EMAILS: { words: "Open the emails", to: () => "/office/emails", since: "Since" },
  HANDLE_FOLLOW_UPS: { words: "Open the follow-ups", to: () => "/office/follow-ups", since: "Since" },
  REVISE_APPLICATION: { words: "Open your application", to: (id) => `/applications/${id}`, since: "Decided" },
};

/** One thing to do: its sentence, and the way to the thing itself. */
export interface Item {
  key: string;
  message: string;
  more: string;
  words: string;
  to: string;
  thing: string | undefined;
}

/** `matchedIn`: the month of the matching that a draft can still be in. */
export function itemOf(step: NextStep, matchedIn: string | undefined): Item {
  const way = WAYS[step.kind];
  const thing = step.thing?.id;
  const to = step.number === 0 ? "/search" : way.to(thing ?? "", step);
  return {
    key: `${step.kind} ${isAboutOne(step) ? thing : ""}`,
    message: step.message,
    more: [sinceOf(step, way), dueOf(step, matchedIn)].filter(Boolean).join(" "),
    words:
      step.number === 0 ? "Search all mentors" : to.startsWith("/applications/") ? "Open the application" : way.words,
    to,
    thing,
  };
}

/** Steps about many things have one item, whichever of them waits longest. */
function isAboutOne({ kind }: NextStep): boolean {
  return !["DECIDE_APPLICATIONS", "REVIEW_DECISIONS", "SEE_DEPARTMENT_QUEUE", "HANDLE_FOLLOW_UPS"].includes(kind);
}

function sinceOf(step: NextStep, way: Way): string {
  if (!step.since || !way.since) return "";
  return `${way.since} ${way.since === "Since" ? "" : "on "}${dayOf(step.since)}.`;
}

function dueOf({ kind, dueAt }: NextStep, matchedIn: string | undefined): string {
  if (kind !== "FINISH_APPLICATION" || !dueAt || daysUntil(dueAt) < 0) return "";
  return `Send it by ${dayOf(dueAt)} to be in the ${matchedIn ? `${matchedIn} ` : ""}matching.`;
}
