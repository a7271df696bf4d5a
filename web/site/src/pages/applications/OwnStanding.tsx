import { useSignedIn } from "../../app/viewer";
import type {
  ApplicationPageQuery,
  WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { DateTime } from "../../parts/DateTime";
import { monthOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Quotation } from "../../parts/Quotation";
import { roleWord } from "../../parts/words";
import { Unmet } from "./Unmet";

interface Props {
  application: WholeApplicationFragment;
  period: ApplicationPageQuery["applicationPeriod"];
}

/** With whom it is, since when, and what happens then. */
export function OwnStanding({ application, period }: Props) {
  const { state, decision } = application;
  const by = decision?.decidedBy?.name ?? "Your supervisor";
  return (
    <>
      {state === "SUBMITTED" && <Waits application={application} period={period} />}
      {state === "APPROVED" && decision && (
        <>
          <p class="usa-intro">
            {by} approved it on <DateTime value={decision.decidedAt} />.
          </p>
          {decision.message && <Quotation text={decision.message} by={by} />}
          <WhatNow kind={application.kind} since={decision.decidedAt} />
        </>
      )}
      {state === "DENIED" && decision && (
        <>
          <p class="usa-intro">
            {by} did not approve it on <DateTime value={decision.decidedAt} />.
          </p>
          {decision.message && <Quotation text={decision.message} by={by} />}
          <p>Talk about it with your supervisor. You can change it and send it again at any time.</p>
        </>
      )}
      {state === "WITHDRAWN" && <p class="usa-intro">You took this application back.</p>}
      {state !== "WITHDRAWN" && <Unmet eligibility={application.eligibility} whose="You are" />}
    </>
  );
}

function Waits({ application: { assignee, supervisor }, period }: Props) {
  if (!assignee) return <p class="usa-intro">It is sent.</p>;
  return (
    <>
      <p class="usa-intro">
        With {assignee.person.name} since <DateTime value={assignee.since} />.
        {supervisor?.chosenByApplicant && " You named them as your supervisor."}
      </p>
      {period && (
        <p>
          If it is decided by <DateTime value={period.closesAt} />, you're in the {monthOf(period.matchesAt)} matching.
        </p>
      )}
      <p>
        {assignee.person.name} sees it in their queue now, and gets it in Monday's email. You get an email as soon as it
        is decided.
      </p>
    </>
  );
}

function WhatNow({ kind, since }: { kind: "MENTOR" | "MENTEE"; since: string }) {
  const viewer = useSignedIn();
  if (kind === "MENTOR") {
    return (
      <p>
        You've been a {roleWord(kind)} since <DateTime value={since} />. Mentees can find you and ask; we write to you
        when one does. <Link to="/mentorships">Your mentorships</Link>
      </p>
    );
  }
  return (
    <p>
      Next, choose a mentor:{" "}
      {viewer.suggestionList && (
        <>
          <Link to="/suggestions">see your recommended mentors</Link> or{" "}
        </>
      )}
      <Link to="/search">search for a mentor</Link>.
    </p>
  );
}
