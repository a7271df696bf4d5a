import type { OnePerson } from "./PersonFacts";

/** Whether mentees find the person in the search, and if not, why, in one sentence. */
export function findable({ person, standing, isMentor, available, openPlacesAsMentor }: OnePerson): string {
  const why = !isMentor
    ? "is not an approved mentor"
    : standing === "SUSPENDED"
      ? "is suspended"
      : available === false
        ? "accepts no new requests now"
        : openPlacesAsMentor === 0
          ? "has as many mentees as they want"
          : null;
  return why
    ? `Mentees don't find ${person.name} in the search: ${person.firstName} ${why}.`
    : `Mentees find ${person.name} in the search.`;
}
