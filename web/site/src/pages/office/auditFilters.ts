import type { TimelineAction } from "../../graph/generated/pages/office/audit";
import { spelled } from "./lists";
import { PERIOD_FILTER, sinceOf } from "./periods";

/** The actions that can be looked for; a newer server may know others, whose entries are told by their sentence. */
const ACTIONS: readonly TimelineAction[] = [
  "APPLICATION_SUBMITTED",
  "APPLICATION_REROUTED",
  "APPLICATION_APPROVED",
  "APPLICATION_DENIED",
  "APPLICATION_WITHDRAWN",
  "APPLICATION_REVISED",
  "APPLICATION_EDITED",
  "DECISION_SEEN",
  "PARTICIPANT_SUSPENDED",
  "PARTICIPANT_REINSTATED",
  "AVAILABILITY_CHANGED",
  "MENTOR_REQUESTED",
  "REQUEST_ACCEPTED",
  "REQUEST_DECLINED",
  "REQUEST_CANCELLED",
  "REQUEST_CLOSED",
  "AGREEMENT_PROPOSED",
  "AGREEMENT_ACCEPTED",
  "MENTORSHIP_COMPLETED",
  "MENTORSHIP_DISCONTINUED",
  "MEETING_PROPOSED",
  "MEETING_MOVED",
  "MEETING_CONFIRMED",
  "MEETING_HELD",
  "MEETING_HOURS_CONFIRMED",
  "MEETING_CANCELLED",
  "SURVEY_DUE",
  "SURVEY_SUBMITTED",
  "FOLLOW_UP_HANDLED",
  "SURVEY_CHOICES_SET",
  "SUGGESTIONS_REPLACED",
  "TABLE_EXPORTED",
  "RESOURCE_REVISED",
  "SKILL_ADDED",
  "SKILL_RETIRED",
  "SKILL_REINSTATED",
  "HOLIDAY_SET",
  "HOLIDAY_REMOVED",
  "ADMINISTRATOR_NAMED",
  "ADMINISTRATOR_REMOVED",
  "OFFICE_MEMBER_ADDED",
  "OFFICE_MEMBER_REMOVED",
  "SIGN_IN_UNBOUND",
  "PERSON_RENUMBERED",
  "RENUMBERING_ANSWERED",
  "DEPARTMENT_MOVED",
  "DIRECTORY_IMPORTED",
  "EMAIL_FAILED",
  "EMAIL_RESENT",
  "EMAIL_DISCARDED",
  "PERIOD_ANNOUNCED",
  "PERIOD_OPENED",
  "PERIOD_END_ANNOUNCED",
  "PERIOD_CLOSED",
  "MATCHING_RAN",
  "LISTS_SENT",
  "STAGE_MOVED",
  "STAGE_SKIPPED",
  "TRIAL_RUN_REQUESTED",
  "TRIAL_RUN_DONE",
];

const USUAL = "month";

/** The period of a list that grows for years. */
export const LONG_PERIOD_FILTER = {
  ...PERIOD_FILTER,
  none: "Last 30 days",
  choices: [
    ...PERIOD_FILTER.choices.filter(({ value }) => value !== USUAL),
    { value: "all", label: "All that is recorded" },
  ],
};

export const AUDIT_FILTERS = [
  {
    parameter: "action",
    label: "What happened",
    none: "Anything",
    choices: ACTIONS.map((value) => ({ value, label: spelled(value).replace("cancelled", "canceled") })),
  },
  LONG_PERIOD_FILTER,
];

/** Of the address: what a new choice of filters keeps. */
export const AUDIT_KEEPS = ["person", "actor", "order"];

/** What the address asks for. There may be millions of entries, so it is a month unless it says otherwise. */
export function auditFilters(query: Record<string, string | undefined>) {
  const action = ACTIONS.find((each) => each === query.action);
  return {
    person: query.person ?? null,
    actor: query.actor ?? null,
    actions: action ? [action] : null,
    since: sinceOf(query.period || USUAL),
    orderBy: query.order === "oldest" ? ("OLDEST" as const) : ("NEWEST" as const),
  };
}

/** Of the address of the list of reads: what a new choice of the period keeps. */
export const READS_KEEPS = ["person", "reader", "order"];

/** Which reads of private facts the address asks for; a month unless it says otherwise. */
export function readsFilters(query: Record<string, string | undefined>) {
  return {
    person: query.person ?? null,
    reader: query.reader ?? null,
    since: sinceOf(query.period || USUAL),
    orderBy: query.order === "oldest" ? ("OLDEST" as const) : ("NEWEST" as const),
  };
}
