import type { MentorFilterInput, MentorOrder } from "../../graph/generated/pages/search/search";

/** What the search is narrowed by, as it stands in the address. */
export interface Filters {
  words: string;
  skills: readonly string[];
  departments: readonly string[];
  division: string;
  location: string;
  /** Only mentors who work at the same time for two hours a week at least. */
  sameHours: boolean;
}

export const NO_FILTERS: Filters = {
  words: "",
  skills: [],
  departments: [],
  division: "",
  location: "",
  sameHours: false,
};

export const SAME_HOURS = "We work at the same time at least 2 hours a week";
const TWO_HOURS = 120; // minutes a week

export const ORDERS: readonly { value: MentorOrder; label: string; sentence: string }[] = [
  { value: "BEST_MATCH", label: "Best match", sentence: "Best match first." },
  { value: "NAME", label: "Name", sentence: "In the order of their names." },
  { value: "NEWEST", label: "Newest mentors", sentence: "Newest mentors first." },
];

export function filtersIn(query: URLSearchParams): Filters {
  return {
    words: query.get("words") ?? "",
    skills: [...new Set(query.getAll("skill"))],
    departments: [...new Set(query.getAll("department"))],
    division: query.get("division") ?? "",
    location: query.get("location") ?? "",
    sameHours: query.get("hours") === "2",
  };
}

export function orderIn(query: URLSearchParams): MentorOrder {
  return ORDERS.find(({ value }) => value === query.get("order"))?.value ?? "BEST_MATCH";
}

/** The place of a search, from its first page on. */
export function placeFor(filters: Filters, order: MentorOrder): string {
  const query = new URLSearchParams();
  if (filters.words.trim()) query.set("words", filters.words.trim());
  for (const skill of filters.skills) query.append("skill", skill);
  for (const department of filters.departments) query.append("department", department);
  if (filters.division) query.set("division", filters.division);
  if (filters.location) query.set("location", filters.location);
  if (filters.sameHours) query.set("hours", "2");
  if (order !== "BEST_MATCH") query.set("order", order);
  const text = query.toString();
  return `/search${text && `?${text}`}`;
}

export function criteriaOf(filters: Filters): MentorFilterInput {
  return {
    text: filters.words.trim() || null,
    skills: filters.skills.length ? [...filters.skills] : null,
    departments: filters.departments.length ? [...filters.departments] : null,
    division: filters.division || null,
    location: filters.location || null,
    commonMinutesAtLeast: filters.sameHours ? TWO_HOURS : null,
  };
}

/** One filter that is on, in words, and the filters without it. */
export interface FilterOn {
  label: string;
  without: Filters;
}

/** `nameOf`: the name of a skill or a department by its ID; undefined for one that is not known any more. */
export function filtersOn(filters: Filters, nameOf: (id: string) => string | undefined): FilterOn[] {
  const except = (list: readonly string[], id: string) => list.filter((each) => each !== id);
  const { words, skills, departments, division, location, sameHours } = filters;
  return [
    ...(words.trim() ? [{ label: `“${words.trim()}”`, without: { ...filters, words: "" } }] : []),
    ...skills.map((id) => ({ label: nameOf(id) ?? "", without: { ...filters, skills: except(skills, id) } })),
    ...departments.map((id) => ({
      label: nameOf(id) ?? "",
      without: { ...filters, departments: except(departments, id) },
    })),
    ...(division ? [{ label: division, without: { ...filters, division: "" } }] : []),
    ...(location ? [{ label: location, without: { ...filters, location: "" } }] : []),
    ...(sameHours ? [{ label: "Same hours", without: { ...filters, sameHours: false } }] : []),
  ].filter(({ label }) => label);
}
