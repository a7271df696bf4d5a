import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import type { Category, PickedSkill } from "../../skills/ranking";
import type { FormData } from "./answers";

/** What the picker offers: the catalog, and the retired skills that the application has (APP-5). */
export function skillsOf(form: FormData["viewer"]["applicationForm"], application: FilledInFragment | null) {
  const choices: Record<Category, PickedSkill[]> = { career: [], soft: [] };
  for (const { id, name, category } of form.skillChoices) {
    choices[category === "CAREER" ? "career" : "soft"].push({ id, name });
  }
  const has = application ? [...application.skills.career, ...application.skills.soft] : [];
  const retired = has.map(({ skill }) => skill).filter(({ retiredAt }) => retiredAt !== null);
  return { choices, retired };
}
