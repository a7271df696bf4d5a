import type { MentorSkillsFragment } from "../../graph/generated/pages/mentors/mentor";
import type { Common } from "./fit";

export interface Ranked {
  rank: number;
  skill: { id: string; name: string };
}

/** Both groups in one list, career before soft. */
export function allOf({ career, soft }: MentorSkillsFragment): Ranked[] {
  return [...career, ...soft];
}

/** Those that are not in common. */
export function others(skills: MentorSkillsFragment, common: readonly Common[]): Ranked[] {
  const shared = new Set(common.map(({ skill }) => skill.id));
  return allOf(skills).filter(({ skill }) => !shared.has(skill.id));
}
