import { useSignedIn } from "../../app/viewer";
import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";
import { Alert } from "../../parts/Alert";
import { DateTime } from "../../parts/DateTime";
import { listed, roleWord } from "../../parts/words";
import { ApplicationAnswers } from "./ApplicationAnswers";
import { Decided } from "./Decided";
import { Timeline } from "./Timeline";
import { Unmet } from "./Unmet";

const PARTS = {
  BIO: "bio",
  WORKING_HOURS: "working hours",
  CAREER_SKILLS: "career skills",
  SOFT_SKILLS: "soft skills",
};

/** An application for its supervisor, the administrators and the office: each can do what the server offers. */
export function OthersApplication({ application }: { application: WholeApplicationFragment }) {
  const me = useSignedIn().person.id;
  const { applicant, kind, state, assignee, supervisor, changedSinceDecision: changed } = application;
  return (
    <>
      {state === "SUBMITTED" && assignee && (
        <p class="usa-intro">
          With {assignee.person.id === me ? "you" : assignee.person.name} since <DateTime value={assignee.since} />.
        </p>
      )}
      {state === "DRAFT" && <p class="usa-intro">{applicant.name} has not sent it yet.</p>}
      {state === "WITHDRAWN" && <p class="usa-intro">{applicant.name} took this application back.</p>}
      {state === "SUBMITTED" && supervisor?.chosenByApplicant && (
        <p>
          {applicant.name} named {supervisor.person.id === me ? "you" : supervisor.person.name} as the supervisor who
          decides.
          {supervisor.unexplained && " The directory has another supervisor, who is not on leave there."}
        </p>
      )}
      <Unmet eligibility={application.eligibility} whose={`${applicant.name} is`} />
      {application.decision && <Decided application={application} />}
      {state === "SUBMITTED" && changed && (
        <Alert kind="info" slim>
          {changed.length
            ? `Since that decision ${applicant.firstName} changed: ${listed(changed.map((part) => PARTS[part]))}.`
            : `Since that decision ${applicant.firstName} changed nothing.`}
        </Alert>
      )}
      <h2>
        {applicant.firstName}'s answers as a {roleWord(kind)}
      </h2>
      <ApplicationAnswers application={application} supervisor />
      <Timeline application={application.id} />
    </>
  );
}
