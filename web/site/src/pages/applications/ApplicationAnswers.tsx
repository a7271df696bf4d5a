import type { ComponentChildren } from "preact";
import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";
import { DateTime } from "../../parts/DateTime";
import { Folding } from "../../parts/Folding";
import { Link } from "../../parts/Link";
import { Tag } from "../../parts/Tag";
import { ordinal } from "../../parts/words";

export interface Mentor {
  available?: boolean | null;
  capacity?: number | null;
}

interface Props {
  application: WholeApplicationFragment;
  /** Where each answer can be changed; the field's id is added as `#bio`. */
  form?: string;
  /** Shows who decides, too. */
  supervisor?: boolean;
  /** The applicant's own wishes as a mentor. */
  mentor?: Mentor | undefined;
}

/** The answers of an application, all of them. */
export function ApplicationAnswers({ application, form, supervisor = false, mentor }: Props) {
  const { applicant, skills } = application;
  const change = (field: string, what: string) =>
    form && (
      <>
        {" "}
        <Link to={`${form}#${field}`}>
          Change<span class="usa-sr-only"> {what}</span>
        </Link>
      </>
    );
  const decides = application.supervisor?.person;
  return (
    <dl class="facts">
      <dt>Name</dt>
      <dd>{applicant.name}</dd>
      <dt>Job title</dt>
      <dd>{applicant.jobTitle}</dd>
      <dt>Work location</dt>
      <dd>{applicant.workLocation}</dd>
      <dt>Hire date</dt>
      <dd>
        <DateTime value={application.hireDate} />
      </dd>
      <dt>Agency</dt>
      <dd>{[applicant.department.name, applicant.division].filter(Boolean).join(", ")}</dd>
      {supervisor && (
        <>
          <dt>Supervisor</dt>
          <dd>
            {decides ? `${decides.name}, ${decides.email}` : <Missing what="No supervisor named yet." />}
            {change("supervisor", "supervisor")}
          </dd>
        </>
      )}
      <dt>Working hours</dt>
      <dd>
        {application.workingHours?.label ?? <Missing what="Not chosen yet." />}
        {change("workingHours", "working hours")}
      </dd>
      <dt>Short bio</dt>
      <dd>
        {application.bio ? <Folding text={application.bio} whose="the bio" /> : <Missing what="Not written yet." />}
        {change("bio", "short bio")}
      </dd>
      <dt>Career skills</dt>
      <dd>
        <Ranked of={skills.career} />
        {change("skills", "career skills")}
      </dd>
      <dt>Soft skills</dt>
      <dd>
        <Ranked of={skills.soft} />
        {change("skills", "soft skills")}
      </dd>
      {mentor && (
        <>
          <dt>Mentees at a time</dt>
          <dd>
            {mentor.capacity}
            {change("capacity", "number of mentees")}
          </dd>
          <dt>Takes requests now</dt>
          <dd>
            {mentor.available ? "Yes" : "No"}
            {change("available", "whether you take requests")}
          </dd>
        </>
      )}
    </dl>
  );
}

function Missing({ what }: { what: ComponentChildren }) {
  return <strong>{what}</strong>;
}

function Ranked({ of }: { of: WholeApplicationFragment["skills"]["career"] }) {
  if (of.length === 0) return <>None</>;
  return (
    <ol class="usa-list usa-list--unstyled" role="list">
      {of.map(({ rank, skill }) => (
        <li key={skill.id}>
          {ordinal(rank)} {skill.name} {skill.retiredAt && <Tag>No longer offered</Tag>}
        </li>
      ))}
    </ol>
  );
}
