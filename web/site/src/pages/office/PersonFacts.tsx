import type { ComponentChildren } from "preact";
import type { OfficeOnePersonQuery } from "../../graph/generated/pages/office/people";
import { Alert } from "../../parts/Alert";
import { DateTime } from "../../parts/DateTime";
import { count } from "../../parts/words";
import { findable } from "./findable";
import { rolesOf } from "./peopleRows";

type Dashboard = NonNullable<NonNullable<OfficeOnePersonQuery["viewer"]>["officeDashboard"]>;
export type OnePerson = NonNullable<Dashboard["participant"]>;

/** Where the person works, whether they take part, and if not, why. */
export function PersonFacts({ participant }: { participant: OnePerson }) {
  const { person, standing, standingSince, suspendedInMentorship } = participant;
  return (
    <>
      <p class="usa-intro">
        {person.jobTitle}, {person.department.name}
      </p>
      {standing === "SUSPENDED" && (
        <Alert kind="warning">
          Suspended{standingSince && " since "}
          {standingSince && <DateTime value={standingSince} />}.
          {suspendedInMentorship && " Their active mentorship goes on; you may want to call both sides."}
        </Alert>
      )}
      <Unmet participant={participant} />
      {standing && <p>{findable(participant)}</p>}
      {!standing && <p>{person.name} has not applied.</p>}
      <dl class="facts">
        <Fact term="Email">
          <a href={`mailto:${person.email}`}>{person.email}</a>
        </Fact>
        {person.division && <Fact term="Division">{person.division}</Fact>}
        <Fact term="Works in">{person.workLocation}</Fact>
        {participant.hireDate && (
          <Fact term="Hired">
            <DateTime value={participant.hireDate} />
          </Fact>
        )}
        {person.onLeave && <Fact term="Leave">On an extended leave</Fact>}
        {standing && <Fact term="Takes part as">{rolesOf(participant)}</Fact>}
        {participant.isMentor && (
          <Fact term="As a mentor">
            {count(participant.activeMentees ?? 0, "active mentee", "active mentees")} of {participant.capacity ?? 0}{" "}
            wanted
          </Fact>
        )}
        {participant.isMentee && (
          <Fact term="As a mentee">
            {count(participant.activeMentors ?? 0, "active mentor", "active mentors")},{" "}
            {count(participant.requestsWaiting ?? 0, "request waits", "requests wait")}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Unmet({ participant: { eligibility, person } }: { participant: OnePerson }) {
  if (!eligibility || eligibility.eligible) return null;
  return (
    <>
      <p>{person.name} is not eligible:</p>
      <ul>
        {eligibility.unmet.map(({ criterion, message }) => (
          <li key={criterion}>{message}</li>
        ))}
      </ul>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
