import { ENDINGS, PLANS, SKILLS, YES_NO } from "../surveys/answers";

const LABELS = new Map([...YES_NO, ...PLANS, ...ENDINGS, ...SKILLS].map(({ value, label }) => [value, label]));

/** An answer as the form words it. */
export function answerWords(answer: string | boolean | null | undefined): string {
  if (answer === null || answer === undefined) return "No answer";
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  return LABELS.get(answer) ?? answer;
}
