/** The program office's places, in groups. */
export const OFFICE_PLACES = [
  {
    group: "This quarter",
    places: [
      { to: "/office", title: "Overview" },
      { to: "/office/cycle", title: "Cycle" },
      { to: "/office/matching", title: "Matching" },
      { to: "/office/shortage", title: "Shortage" },
    ],
  },
  {
    group: "People",
    places: [
      { to: "/office/people", title: "People" },
      { to: "/office/applications", title: "Applications" },
      { to: "/office/mentorships", title: "Mentorships" },
      { to: "/office/follow-ups", title: "Follow-ups" },
    ],
  },
  {
    group: "Results",
    places: [
      { to: "/office/results", title: "Results" },
      { to: "/office/surveys", title: "Survey answers" },
    ],
  },
  {
    group: "Running",
    places: [
      { to: "/office/emails", title: "Emails" },
      { to: "/office/imports", title: "Imports" },
    ],
  },
  {
    group: "Lists",
    places: [
      { to: "/office/resources", title: "Resources" },
      { to: "/office/skills", title: "Skills" },
      { to: "/office/holidays", title: "Holidays" },
      { to: "/office/survey-choices", title: "Survey choices" },
      { to: "/office/administrators", title: "Administrators" },
      { to: "/office/members", title: "Office members" },
    ],
  },
  {
    group: "Records",
    places: [
      { to: "/office/audit", title: "Audit" },
      { to: "/office/reads", title: "Who read private facts" },
    ],
  },
] as const;

/** The title of the place that an address is at or below. */
export function officePlaceOf(here: string): { to: string; title: string } {
  const places = OFFICE_PLACES.flatMap(({ places }) => [...places]);
  const below = places.filter(({ to }) => here === to || (to !== "/office" && here.startsWith(`${to}/`)));
  return below[0] ?? { to: "/office", title: "Overview" };
}
