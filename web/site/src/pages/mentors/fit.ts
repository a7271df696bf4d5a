import { count, ordinal } from "../../parts/words";

/** A skill that the mentee looks for and the mentor offers. */
export interface Common {
  menteeRank: number;
  mentorRank: number;
  share: number;
  skill: { id: string; name: string };
}

const VERY_GOOD = 0.6; // of a score from 0 to 1
const GOOD = 0.4;

/** A score in words: as a percentage even the best of a list would look like a failure. */
export function fitWord(score: number): string {
  if (score >= VERY_GOOD) return "Very good fit";
  if (score >= GOOD) return "Good fit";
  return score > 0 ? "Some fit" : "No skills in common";
}

/** "Very good fit: 3 skills in common". */
export function fitSentence(score: number, common: readonly Common[]): string {
  if (score <= 0) return "No skills in common with what you look for";
  return `${fitWord(score)}: ${count(common.length, "skill", "skills")} in common`;
}

/** "Delegation (you 1st, mentor 2nd)", as in the emails. */
export function ranked({ skill, menteeRank, mentorRank }: Common): string {
  return `${skill.name} (you ${ordinal(menteeRank)}, mentor ${ordinal(mentorRank)})`;
}

/** "0.74". */
export function hundredths(score: number): string {
  return score.toFixed(2);
}
