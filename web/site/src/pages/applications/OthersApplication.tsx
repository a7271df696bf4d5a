import { useRef } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import type { ApplicationPageQuery } from "../../graph/generated/pages/applications/application";
import { Alert } from "../../parts/Alert";
import { DateTime } from "../../parts/DateTime";
import { roleWord } from "../../parts/words";
import { Decide } from "../queue/Decide";
import { sentAgain } from "../queue/words";
import { ApplicationAnswers } from "./ApplicationAnswers";
import { LatestDecision } from "./LatestDecision";
import { Neighbors } from "./Neighbors";
import { Timeline } from "./Timeline";
import { Unmet } from "./Unmet";

export type ShownApplication = Extract<NonNullable<ApplicationPageQuery["node"]>, { __typename: "Application" }>;

/** An application for its supervisor, the administrators and the office: each can do what the server offers. */
export function OthersApplication({ application }: { application: ShownApplication }) {
  const me = useSignedIn().person.id;
  const decision = useRef<HTMLDivElement>(null);
  const { applicant, kind, state } = application;
  const again = sentAgain(application, me);
  return (
    <>
      <Stands application={application} />
      <div ref={decision} tabIndex={-1}>
        {state !== "SUBMITTED" && <LatestDecision application={application} />}
      </div>
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
      <Decide application={application} onDecided={() => requestAnimationFrame(() => decision.current?.focus())} />
      <Neighbors application={application.id} />
      {state === "SUBMITTED" && application.decision && (
        <>
          <h2>The decision before</h2>
          <LatestDecision application={application} />
        </>
      )}
      <Timeline application={application.id} />
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
