import { useSignedIn } from "../../app/viewer";
import { DateTime } from "../../parts/DateTime";
import { daysSince } from "../../parts/dates";
import { Folding } from "../../parts/Folding";
import { listed, ordinal } from "../../parts/words";
import { ended, sentAgain, type Waiting } from "./words";

type Ranked = Waiting["skills"]["career"];

/** What an application says, to whoever decides it. */
export function ApplicationFacts({ application }: { application: Waiting }) {
  const me = useSignedIn().person.id;
  const { applicant, assignee, workingHours, skills, bio, eligibility } = application;
  const again = sentAgain(application, me);
  return (
    <>
      <p>
        {[applicant.jobTitle, applicant.department.name, applicant.workLocation].join(", ")}
        <br />
        {assignee && (
          <>
            With {assignee.person.id === me ? "you" : assignee.person.name} since <DateTime value={assignee.since} /> (
            {daysSince(assignee.since)}).{" "}
          </>
        )}
        {workingHours && ended(`Works ${workingHours.label}`)}
      </p>
      {again && <p>{again}</p>}
      {eligibility && !eligibility.eligible && (
        <p>
          <strong>{applicant.firstName} isn't eligible by the State's records right now:</strong>{" "}
          {eligibility.unmet.map(({ message }) => message).join(" ")}
        </p>
      )}
      <p>
        <Skills title="Career" ranked={skills.career} />
        {skills.career.length > 0 && skills.soft.length > 0 && <br />}
        <Skills title="Soft" ranked={skills.soft} />
      </p>
      {bio && <Folding text={bio} whose={`${applicant.firstName}'s bio`} />}
    </>
  );
}

function Skills({ title, ranked }: { title: string; ranked: Ranked }) {
  if (ranked.length === 0) return null;
  return (
    <span>
      <strong>{title}:</strong> {listed(ranked.map(({ rank, skill }) => `${ordinal(rank)} ${skill.name}`))}.
    </span>
  );
}
