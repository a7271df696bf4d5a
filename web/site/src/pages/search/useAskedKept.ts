import { useRef } from "preact/hooks";
import type { FoundMentorFragment, SearchPageQuery } from "../../graph/generated/pages/search/search";

/** The mentors of this page. The search finds nobody who was asked: whoever is asked here stays in place, with the note. */
export function useAskedKept(found: SearchPageQuery, place: string): readonly FoundMentorFragment[] {
  const shown = useRef<{ place: string; mentors: readonly FoundMentorFragment[] }>({ place, mentors: [] });
  const asked = new Set(found.viewer?.requestsMade.nodes.map(({ mentorProfile }) => mentorProfile?.id));
  const mentors = [...found.searchMentors.nodes];
  const before = shown.current.place === place ? shown.current.mentors : [];
  before.forEach((mentor, index) => {
    if (asked.has(mentor.id) && !mentors.some(({ id }) => id === mentor.id)) mentors.splice(index, 0, mentor);
  });
  shown.current = { place, mentors };
  return mentors;
}
