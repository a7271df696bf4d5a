import type { SearchChoicesQuery } from "../../graph/generated/pages/search/search";
import type { Filters } from "./filters";

/** The filters without skills and departments that an old link names and nobody knows any more; the same if all are known. */
export function known(filters: Filters, choices: SearchChoicesQuery | undefined): Filters {
  if (!choices) return filters;
  const ids = new Set([...choices.skills.nodes, ...choices.departments.nodes].map(({ id }) => id));
  const skills = filters.skills.filter((id) => ids.has(id));
  const departments = filters.departments.filter((id) => ids.has(id));
  const same = skills.length === filters.skills.length && departments.length === filters.departments.length;
  return same ? filters : { ...filters, skills, departments };
}

export function nameIn(choices: SearchChoicesQuery | undefined): (id: string) => string | undefined {
  const names = new Map(
    [...(choices?.skills.nodes ?? []), ...(choices?.departments.nodes ?? [])].map(({ id, name }) => [id, name]),
  );
  return (id) => names.get(id);
}
