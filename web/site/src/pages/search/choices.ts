import type { Choice } from "../../forms/Choices";
import type { SearchChoicesQuery } from "../../graph/generated/pages/search/search";

type Facets = NonNullable<SearchChoicesQuery["searchFacets"]>;

/** A number of fewer than five is not told. */
function counted(label: string, mentors: number | undefined, anybody = true): string {
  if (!anybody) return label;
  return `${label} (${mentors === undefined ? "fewer than 5" : mentors.toLocaleString("en-US")})`;
}

export function skillChoices({ skills, searchFacets }: SearchChoicesQuery): Choice[] {
  const mentors = new Map(searchFacets?.skills.nodes.map((facet) => [facet.skill.id, facet.mentors]));
  return skills.nodes.map(({ id, name }) => ({ value: id, label: counted(name, mentors.get(id), mentors.size > 0) }));
}

/** Those with the most mentors first, then the others by name. */
export function departmentChoices({ departments, searchFacets }: SearchChoicesQuery): Choice[] {
  const facets = searchFacets?.departments.nodes ?? [];
  const known = new Set(facets.map(({ department }) => department.id));
  return [
    ...facets.map(({ department, mentors }) => ({ value: department.id, label: counted(department.name, mentors) })),
    ...departments.nodes
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }) => ({ value: id, label: counted(name, undefined, facets.length > 0) })),
  ];
}

/** `value`: what is chosen, which stays a choice when the others leave nobody in it. */
export function textChoices(facets: Facets["divisions"] | undefined, value: string): Choice[] {
  const choices = (facets?.nodes ?? [])
    .map((facet) => ({ value: facet.value, label: counted(facet.value, facet.mentors) }))
    .sort((one, other) => one.value.localeCompare(other.value, "en-US"));
  return value && !choices.some((choice) => choice.value === value) ? [{ value, label: value }, ...choices] : choices;
}
