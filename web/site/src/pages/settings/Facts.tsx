import type { SettingsQuery } from "../../graph/generated/pages/settings/settings";
import { ContactLink } from "../../parts/ContactLink";
import { DateTime } from "../../parts/DateTime";

type Viewer = NonNullable<SettingsQuery["viewer"]>;

/** What the State's directory says about the person, and whom to tell if it is wrong (APP-2). */
export function Facts({ viewer: { person, participant, applicationForm: form } }: { viewer: Viewer }) {
  const supervisor = [form.supervisorFirstName, form.supervisorLastName].filter(Boolean).join(" ");
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">What we know about you</h2>
      <p>
        This comes from the State's records. If it is wrong, write to the{" "}
        <ContactLink contact={form.correctionContact} />.
      </p>
      <dl class="facts">
        <dt>Name</dt>
        <dd>
          {form.firstName} {form.lastName}
        </dd>
        <dt>Work email</dt>
        <dd>{person.email}</dd>
        <dt>Job title</dt>
        <dd>{person.jobTitle}</dd>
        <dt>Department</dt>
        <dd>{person.department.name}</dd>
        <dt>Division</dt>
        <dd>{person.division ?? "None on record"}</dd>
        <dt>Work location</dt>
        <dd>{person.workLocation}</dd>
        {participant.hireDate && (
          <>
            <dt>Hired</dt>
            <dd>
              <DateTime value={participant.hireDate} />
            </dd>
          </>
        )}
        <dt>Supervisor</dt>
        <dd>
          {supervisor || "None on record"}
          {form.supervisorEmail && `, ${form.supervisorEmail}`}
        </dd>
      </dl>
    </section>
  );
}
