import type { Viewer } from "./viewer";

/** A place of the navigation. */
export interface Place {
  to: string;
  title: string;
  /** How much waits there; 0 shows nothing. */
  waiting: number;
}

const RESOURCES: Place = { to: "/resources", title: "Resources", waiting: 0 };
const BE_A_MENTOR: Place = { to: "/be-a-mentor", title: "Be a Mentor", waiting: 0 };
const BE_A_MENTEE: Place = { to: "/be-a-mentee", title: "Be a Mentee", waiting: 0 };

/** The places of a person: the union over their roles, always in this order, and only those that lead somewhere. */
export function placesOf(viewer: Viewer | null): Place[] {
  if (!viewer) return [BE_A_MENTOR, BE_A_MENTEE, RESOURCES];
  const { roles, counts, applications, participant } = viewer;
  const pairs = (viewer.asMentee.totalCount ?? 0) + (viewer.asMentor.totalCount ?? 0);
  const places: (Place | false)[] = [
    { to: "/", title: "Home", waiting: 0 },
    applications.nodes.length === 0 && BE_A_MENTOR,
    applications.nodes.length === 0 && BE_A_MENTEE,
    participant.isMentee && {
      to: viewer.suggestionList ? "/suggestions" : "/search",
      title: "Find a mentor",
      waiting: 0,
    },
    (pairs > 0 || participant.isMentor || participant.isMentee) && {
      to: "/mentorships",
      title: "Mentorships",
      waiting: counts.requestsToAnswer,
    },
    roles.includes("SUPERVISOR") && { to: "/queue", title: "Your queue", waiting: counts.applicationsToDecide },
    roles.includes("ADMINISTRATOR") && { to: "/department", title: "Your department", waiting: counts.departmentQueue },
    roles.includes("PROGRAM_OFFICE") && {
      to: "/office",
      title: "Program office",
      waiting: counts.failedEmails + counts.followUps,
    },
    RESOURCES,
  ];
  return places.filter((place) => place !== false);
}

const BELOW: Record<string, readonly string[]> = {
  "/suggestions": ["/search", "/mentors"],
  "/search": ["/mentors"],
  "/mentorships": ["/requests", "/meetings", "/survey"],
};

/** Whether an address is at a place or below it. */
export function isAt(place: string, here: string): boolean {
  if (place === "/") return here === "/";
  return [place, ...(BELOW[place] ?? [])].some((each) => here === each || here.startsWith(`${each}/`));
}
