import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import { Alert } from "../../parts/Alert";
import { ContactLink } from "../../parts/ContactLink";
import { DateTime } from "../../parts/DateTime";
import { listed } from "../../parts/words";
import type { FormData } from "./answers";

type Facts = FormData["viewer"]["applicationForm"];

/** What the State's records say of the applicant, whom to tell if it is wrong, and what changed there meanwhile (APP-2). */
export function AboutYou({ form }: { form: Facts }) {
  const first = useRef(factsOf(form));
  const facts = factsOf(form);
  const changes = facts
    .filter(([name, value]) => first.current.find(([each]) => each === name)?.[1] !== value)
    .map(([name, value]) => `your ${name.toLowerCase()} is now ${value ?? "not there"}`);
  return (
    <section aria-labelledby="about-you">
      <h2 id="about-you">About you</h2>
      {changes.length > 0 && (
        <Alert kind="info" slim>
          The State's records changed: {listed(changes)}.
        </Alert>
      )}
      <p>This comes from the State's records.</p>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{name === "Hire date" ? <DateTime value={value} /> : value}</dd>
              </Fragment>
            ),
        )}
      </dl>
      <p>
        Something wrong? Write to the <ContactLink contact={form.correctionContact} />.
      </p>
    </section>
  );
}

function factsOf(form: Facts): (readonly [string, string | null | undefined])[] {
  return [
    ["Name", `${form.firstName} ${form.lastName}`],
    ["Job title", form.jobTitle],
    ["Work location", form.workLocation],
    ["Hire date", form.hireDate],
    ["Agency", form.agency],
    ["Division", form.division],
  ];
}
