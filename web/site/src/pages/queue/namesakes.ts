import type { Waiting } from "./words";

/** Applications in which people of the same name are told apart by their email addresses: "Jo Li (jo.li2@dmh.mo.gov)". */
export function tellApart(applications: readonly Waiting[]): Waiting[] {
  const people = new Map<string, Set<string>>();
  for (const { applicant } of applications) {
    const ids = people.get(applicant.name) ?? new Set();
    people.set(applicant.name, ids.add(applicant.id));
  }
  return applications.map((application) => {
    const { applicant } = application;
    const isOnly = people.get(applicant.name)?.size === 1;
    return isOnly
      ? application
      : { ...application, applicant: { ...applicant, name: `${applicant.name} (${applicant.email})` } };
  });
}
