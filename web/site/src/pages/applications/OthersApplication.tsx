import { useRef } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import type { ApplicationPageQuery } from "../../graph/generated/pages/applications/application";
import { Alert } from "../../parts/Alert";
import { DateTime } from "../../parts/DateTime";
import { movingFocus } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";
import { Decide } from "../queue/Decide";
import { sentAgain } from "../queue/words";
import { ApplicationAnswers } from "./ApplicationAnswers";
import { LatestDecision } from "./LatestDecision";
import { Neighbors } from "./Neighbors";
import { Timeline } from "./Timeline";
import { Unmet } from "./Unmet";

export type ShownApplication = Extract<NonNullable<ApplicationPageQuery["node"]>, { __typename: "Application" }>;

interface Props {
  application: ShownApplication;
  /** Why it is not the reader's any more, while this is what they last saw of it. */
  gone: string | undefined;
}

/** An application for its supervisor, the administrators and the office: each can do what the server offers. */
export function OthersApplication({ application, gone }: Props) {
  const decision = useRef<HTMLDivElement>(null);
  return (
    <>
      {gone ? (
        <Alert kind="info">{gone}</Alert>
      ) : (
        <>
          <Stands application={application} />
          <div ref={decision} tabIndex={-1}>
            {application.state !== "SUBMITTED" && <LatestDecision application={application} />}
          </div>
          <Answers application={application} />
        </>
      )}
      <Decide
        application={gone ? { ...application, state: "WITHDRAWN" } : application}
        settled={gone}
        onDecided={() => movingFocus(decision.current?.parentElement)(() => decision.current)}
      />
      <Neighbors application={application.id} />
      {!gone && application.state === "SUBMITTED" && application.decision && (
        <>
          <h2>The decision before</h2>
          <LatestDecision application={application} />
        </>
      )}
      {!gone && <Timeline application={application.id} />}
    </>
  );
}

function Answers({ application }: { application: ShownApplication }) {
  const { person, roles } = useSignedIn();
  const office = roles.includes("PROGRAM_OFFICE");
  const { applicant, kind } = application;
  const again = sentAgain(application, person.id);
  return (
    <>
      {again && (
        <Alert kind="info" slim>
          {again}
        </Alert>
      )}
      <Unmet eligibility={application.eligibility} whose={`${applicant.name} is`} />
      <h2>
        {applicant.firstName}'s answers as a {roleWord(kind)}
      </h2>
      <ApplicationAnswers application={application} supervisor />
      {office && (
        <p>
          <Link to={`/office/people/${applicant.id}`}>All about {applicant.name}</Link>
        </p>
      )}
    </>
  );
}

function Stands({ application: { state, assignee, applicant, supervisor } }: { application: ShownApplication }) {
  const me = useSignedIn().person.id;
  const nameOf = (person: { id: string; name: string }) => (person.id === me ? "you" : person.name);
  if (state === "DRAFT") return <p class="usa-intro">{applicant.name} has not sent it yet.</p>;
  if (state === "WITHDRAWN") return <p class="usa-intro">{applicant.name} took this application back.</p>;
  if (state !== "SUBMITTED" || !assignee) return null;
  return (
    <>
      <p class="usa-intro">
        With {nameOf(assignee.person)} since <DateTime value={assignee.since} />.
      </p>
      {supervisor?.chosenByApplicant && (
        <p>
          {applicant.name} named {nameOf(supervisor.person)} as the supervisor who decides.
          {supervisor.unexplained && " The State's records have another supervisor, who is not on leave there."}
        </p>
      )}
    </>
  );
}
