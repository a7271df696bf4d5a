import { useSignedIn } from "../../app/viewer";
import {
  type HomeApplicationFragment,
  HomeApplicationsDocument,
  type HomeApplicationsQuery,
} from "../../graph/generated/pages/home/home";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { dayOf, daysUntil, monthOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Quotation } from "../../parts/Quotation";
import { Shown } from "../../parts/Shown";
import { Tag } from "../../parts/Tag";
import { roleWord } from "../../parts/words";

type Period = HomeApplicationsQuery["applicationPeriod"];
const NO_VARIABLES = {};
const STATES = {
  DRAFT: "Draft",
  SUBMITTED: "Waiting",
  APPROVED: "Approved",
  DENIED: "Not approved",
  WITHDRAWN: "Withdrawn",
} as const;

/** The person's applications with what happened to each and where it stands; below, the roles that they have not applied for. */
export function Applications() {
  const screen = useScreen(HomeApplicationsDocument, NO_VARIABLES);
  return (
    <Shown screen={screen} what="your applications" part>
      {({ viewer, applicationPeriod }) => {
        const applications = viewer?.applications.nodes ?? [];
        const kinds = new Set(applications.map(({ kind }) => kind));
        return (
          <section aria-labelledby="applications">
            <h2 id="applications">Your applications</h2>
            {applications.length === 0 && <p>You have none yet. Start with one: your supervisor says yes or no.</p>}
            {applications.map((each) => (
              <Application
                key={each.id}
                application={each}
                period={applicationPeriod}
                isSuspended={viewer?.participant.standing === "SUSPENDED"}
              />
            ))}
            {kinds.size < 2 && (
              <p class="actions">
                {!kinds.has("MENTEE") && <Start to="/be-a-mentee" words="Be a Mentee" filled={kinds.size === 0} />}
                {!kinds.has("MENTOR") && <Start to="/be-a-mentor" words="Be a Mentor" filled={kinds.size === 0} />}
              </p>
            )}
          </section>
        );
      }}
    </Shown>
  );
}

function Start({ to, words, filled }: { to: string; words: string; filled: boolean }) {
  return (
    <Link to={to} class={filled ? "usa-button" : "usa-button usa-button--outline"}>
      {words}
    </Link>
  );
}

interface ApplicationProps {
  application: HomeApplicationFragment;
  period: Period;
  isSuspended: boolean;
}

function Application({ application, period, isSuspended }: ApplicationProps) {
  const me = useSignedIn().person;
  const { id, kind, state, decision, timeline } = application;
  const role = roleWord(kind);
  const isDraft = state === "DRAFT";
  return (
    <div class="row">
      <div class="row-head">
        <h3>{kind === "MENTOR" ? "Mentor application" : "Mentee application"}</h3>
        <Tag>{STATES[state]}</Tag>
        <Link to={isDraft ? `/be-a-${role}/application` : `/applications/${id}`}>
          {isDraft ? "Finish it" : "Open"}
          <span class="usa-sr-only">: your {role} application</span>
        </Link>
      </div>
      <ol class="timeline" role="list">
        {timeline?.nodes.map(({ at, message, actor }) => (
          <li key={`${at} ${message}`}>
            <DateTime value={at} />: {actor?.id === me.id ? message.replace(actor.name, "You") : message}
          </li>
        ))}
        <li class="now" aria-current="step">
          {state === "APPROVED" && isSuspended
            ? "Now: you can't take part. The reason is at the top of this page."
            : nowOf(application, period)}
        </li>
      </ol>
      {state === "DENIED" && decision?.message && (
        <Quotation text={decision.message} {...(decision.decidedBy ? { by: decision.decidedBy.name } : {})} />
      )}
    </div>
  );
}

/** Where it stands now, with whom, and what comes next. */
function nowOf({ kind, state, assignee, decision }: HomeApplicationFragment, period: Period): string {
  const matching = period && daysUntil(period.closesAt) >= 0 ? period : null;
  switch (state) {
    case "DRAFT":
      return "Now: not sent yet. Nobody but you sees it.";
    case "SUBMITTED": {
      const holder = assignee
        ? `with ${assignee.person.name} since ${dayOf(assignee.since)}`
        : "waiting for a supervisor";
      const next = matching
        ? ` If it's approved by ${dayOf(matching.closesAt)}, you're in the ${monthOf(matching.matchesAt)} matching.`
        : "";
      return `Now: ${holder}.${next}`;
    }
    case "APPROVED":
      return kind === "MENTEE" ? "Now: you take part as a mentee." : "Now: you take part as a mentor.";
    case "DENIED":
      return `Now: ${decision?.decidedBy?.name ?? "Your supervisor"} did not approve it. You can change it and send it again.`;
    case "WITHDRAWN":
      return "Now: you have taken it back. You can change it and send it again.";
  }
}
