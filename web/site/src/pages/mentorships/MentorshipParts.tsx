import { LiveLine } from "../../live/LiveLine";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Quotation } from "../../parts/Quotation";
import { Tag } from "../../parts/Tag";
import { AgreementBlock } from "./AgreementBlock";
import type { Pair } from "./Mentorship";
import { may } from "./offers";
import { PairMatch } from "./PairMatch";
import { PairMeetings } from "./PairMeetings";
import { PairProfile } from "./PairProfile";
import { PairTimeline } from "./PairTimeline";
import { SINCE, STATE_WORDS } from "./state";
import { nameIn, stepsOf } from "./steps";
import { usePairNews } from "./usePairNews";

/** The blocks of a mentorship's page. What is over is read only, as the server offers nothing to do any more. */
export function MentorshipParts({ pair }: { pair: Pair }) {
  const news = usePairNews(pair.id);
  const began = pair.state === "ACTIVE" || pair.state === "COMPLETED" || pair.state === "DISCONTINUED";
  return (
    <>
      <Standing pair={pair} />
      <LiveLine what="This page" change={news} />
      <NextSteps pair={pair} />
      {pair.state === "ACTIVE" && <Reach pair={pair} />}
      {began && <PairMeetings pair={pair} />}
      {began && <AgreementBlock pair={pair} />}
      <Messages pair={pair} />
      <PairMatch pair={pair} />
      <PairProfile pair={pair} />
      <PairTimeline id={pair.id} />
      {(may(pair, "COMPLETE_MENTORSHIP") || may(pair, "DISCONTINUE_MENTORSHIP")) && (
        <p>
          <Link to={`/mentorships/${pair.id}/end`} class="usa-button usa-button--outline">
            End this mentorship
          </Link>
        </p>
      )}
    </>
  );
}

function Standing({ pair }: { pair: Pair }) {
  const since = SINCE[pair.state];
  const when = pair[since.field];
  return (
    <p>
      <Tag>{STATE_WORDS[pair.state]}</Tag> {since.words} {when && <DateTime value={when} />}.
      {pair.state === "ACTIVE" && pair.endsOn && (
        <>
          {" "}
          Agreed end: <DateTime value={pair.endsOn} />.
        </>
      )}
    </p>
  );
}

function NextSteps({ pair }: { pair: Pair }) {
  const steps = stepsOf(pair);
  const answered = pair.survey?.submittedAt;
  const ended = pair.endedAt !== null;
  if (steps.length === 0 && !ended && !["DECLINED", "CANCELLED", "CLOSED"].includes(pair.state)) return null;
  return (
    <section class="usa-summary-box" aria-labelledby="next-steps">
      <div class="usa-summary-box__body">
        <h2 class="usa-summary-box__heading" id="next-steps">
          What to do next
        </h2>
        <div class="usa-summary-box__text">
          {steps.map((step, index) => (
            <div key={step.to + step.button}>
              <p>{step.words}</p>
              <p>
                <Link to={step.to} class={index === 0 ? "usa-button" : "usa-button usa-button--outline"}>
                  {step.button}
                </Link>
              </p>
            </div>
          ))}
          {answered && (
            <p>
              You answered the survey on <DateTime value={answered} />.{" "}
              <Link to={`/survey/${pair.survey?.id}`}>Read your answers</Link>
            </p>
          )}
          {pair.state !== "ACTIVE" && pair.viewerRole === "MENTEE" && (
            <p>
              <Link to="/search">Find another mentor</Link>
            </p>
          )}
          {pair.state !== "ACTIVE" && pair.viewerRole === "MENTOR" && (
            <p>
              <Link to="/settings">Check your availability</Link>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function Reach({ pair }: { pair: Pair }) {
  const { partner } = pair;
  if (!partner) return null;
  return (
    <section>
      <h2>Reach {partner.firstName}</h2>
      <dl class="facts">
        <dt>Email</dt>
        <dd>
          <a href={`mailto:${partner.email}`}>{partner.email}</a>
        </dd>
        <dt>Job title</dt>
        <dd>{partner.jobTitle}</dd>
        <dt>Department</dt>
        <dd>{partner.department.name}</dd>
        <dt>Work location</dt>
        <dd>{partner.workLocation}</dd>
      </dl>
    </section>
  );
}

function Messages({ pair }: { pair: Pair }) {
  if (!pair.requestMessage && !pair.responseMessage) return null;
  const [mentee, mentor] = pair.viewerRole === "MENTEE" ? ["You", nameIn(pair)] : [nameIn(pair), "You"];
  return (
    <section>
      <h2>What you wrote to each other</h2>
      {pair.requestMessage && <Quotation by={mentee} text={pair.requestMessage} />}
      {pair.responseMessage && <Quotation by={mentor} text={pair.responseMessage} />}
    </section>
  );
}
