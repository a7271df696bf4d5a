import type { OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { Folding } from "../../parts/Folding";
import { listed, ordinal } from "../../parts/words";
import type { Ranked } from "../mentors/skills";

/** The application of the mentee who asks, which the mentor reads from the request on (REQ-3). */
export function MenteeApplication({ request }: { request: OneRequestFragment }) {
  const { partner, menteeApplication: application } = request;
  if (!partner || !application) return null;
  const { bio, workingHours, skills } = application;
  return (
    <section aria-labelledby="application">
      <h2 id="application">{partner.firstName}'s application</h2>
      <dl class="facts">
        <dt>Job</dt>
        <dd>{partner.jobTitle}</dd>
        <dt>Department</dt>
        <dd>{partner.department.name}</dd>
        <dt>Work location</dt>
        <dd>{partner.workLocation}</dd>
        {workingHours && (
          <>
            <dt>Working hours</dt>
            <dd>{workingHours.label}</dd>
          </>
        )}
        <SoughtSkills title="Career skills looked for" skills={skills.career} />
        <SoughtSkills title="Soft skills looked for" skills={skills.soft} />
        {bio && (
          <>
            <dt>Bio</dt>
            <dd>
              <Folding text={bio} whose={`${partner.firstName}'s bio`} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function SoughtSkills({ title, skills }: { title: string; skills: readonly Ranked[] }) {
  if (skills.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{listed(skills.map(({ rank, skill }) => `${skill.name} (${ordinal(rank)})`))}</dd>
    </>
  );
}
