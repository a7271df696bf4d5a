import { useState } from "preact/hooks";
import { signInAddress } from "../../app/base";
import { useProgramContact } from "../../app/contact";
import { Select } from "../../forms/Select";
import { ContactLink } from "../../parts/ContactLink";
import { Administrators } from "./Administrators";
import { type DepartmentContact, useDepartments } from "./useDepartments";

/** Whom to ask: in one's department, and in the program office. */
export function Contacts() {
  const { departments, own, isSignedIn } = useDepartments();
  const [chosen, choose] = useState<string>();
  const shown = departments.find(({ id }) => id === (chosen ?? own));
  return (
    <section aria-labelledby="section-contacts">
      <h2 id="section-contacts" tabIndex={-1}>
        Contacts
      </h2>
      <h3>Your department's administrators</h3>
      <p>Ask them about travel and budget, and who decides while a supervisor is on extended leave.</p>
      <div class="not-printed">
        <Select
          id="department"
          label="Department"
          none="Choose a department"
          choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={shown?.id ?? ""}
          onValue={choose}
        />
      </div>
      {shown && (
        <>
          <Department of={shown} />
          {isSignedIn ? (
            <Administrators key={shown.id} department={shown.id} />
          ) : (
            <p>
              <a href={signInAddress()}>Sign in</a> to see the names of the administrators.
            </p>
          )}
        </>
      )}
      <div class="only-printed">
        {departments
          .filter((each) => each !== shown)
          .map((each) => (
            <Department key={each.id} of={each} />
          ))}
      </div>
      <ProgramOffice />
    </section>
  );
}

function Department({ of: { name, hrContact, travelContact } }: { of: DepartmentContact }) {
  return (
    <>
      <h4>{name}</h4>
      <dl class="facts">
        <dt>Human Resources</dt>
        <dd>
          <ContactLink contact={hrContact} />
        </dd>
        <dt>Travel and budget</dt>
        <dd>
          <ContactLink contact={travelContact} />
        </dd>
      </dl>
    </>
  );
}

function ProgramOffice() {
  const program = useProgramContact();
  return (
    <>
      <h3>Program office</h3>
      {program && (
        <p>
          <ContactLink contact={{ name: null, email: program.email, telephone: program.telephone, note: null }} />
        </p>
      )}
    </>
  );
}
