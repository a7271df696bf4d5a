import type {
  MentorshipBriefFragment,
  MentorshipLineFragment,
} from "../../graph/generated/pages/mentorships/mentorships";
import { DateTime } from "../../parts/DateTime";
import { dayAndTimeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Tag } from "../../parts/Tag";
import { stopped } from "../../parts/words";
import { SINCE, STATE_WORDS } from "./state";
import { nextMeeting, partnerWord, stepsOf, surveySteps } from "./steps";

/** One mentorship in the list: with whom, since when, the next meeting and what waits. */
export function MentorshipRow({ pair }: { pair: MentorshipBriefFragment | MentorshipLineFragment }) {
  const next = "latest" in pair ? nextMeeting(pair) : undefined;
  const since = SINCE[pair.state];
  const when = pair[since.field];
  const to = pair.state === "REQUESTED" ? `/requests/${pair.id}` : `/mentorships/${pair.id}`;
  return (
    <li class="row">
      <div class="row-head">
        <h3>
          <Link to={to}>{pair.partner?.name ?? "Mentorship"}</Link>
        </h3>
        {pair.endedAt && <Tag>{STATE_WORDS[pair.state]}</Tag>}
      </div>
      <p>
        {partnerWord(pair).replace("your", "Your")}
        {pair.partner && `, ${pair.partner.department.name}`}. {since.words} {when && <DateTime value={when} />}.
        {next && <> {stopped(`Next meeting: ${dayAndTimeOf(next.startsAt)}`)}</>}
      </p>
      <StepLinks pair={pair} />
      {pair.survey?.submittedAt && (
        <p>
          You answered the survey on <DateTime value={pair.survey.submittedAt} />.
        </p>
      )}
    </li>
  );
}

function StepLinks({ pair }: { pair: MentorshipBriefFragment | MentorshipLineFragment }) {
  const steps = "latest" in pair ? stepsOf(pair) : surveySteps(pair);
  return (
    <>
      {steps.map((step) => (
        <p key={step.to + step.button}>
          {step.words} <Link to={step.to}>{step.button}</Link>
        </p>
      ))}
    </>
  );
}
