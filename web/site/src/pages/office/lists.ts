import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Choice } from "../../forms/Choices";
import { OfficeDepartmentsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";

const NO_VARIABLES = {};

/** The value of the address's query, if it is one of the table's keys: others come from links that are out of date. */
export function oneOf<Name extends string>(value: string | undefined, names: Record<Name, string>): Name | null {
  return value && Object.hasOwn(names, value) ? (value as Name) : null;
}

/** "yes" and "no" of the address. */
export function flagOf(value: string | undefined): boolean | null {
  return value === "yes" ? true : value === "no" ? false : null;
}

/** The choices of a table of words. */
export function choicesOf(words: Record<string, string>): Choice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** The filter by department. */
export function useDepartmentFilter() {
  const departments = useScreen(OfficeDepartmentsDocument, NO_VARIABLES).data?.departments.nodes;
  return useMemo(
    () => ({
      parameter: "department",
      label: "Department",
      none: "All departments",
      choices: (departments ?? []).map(({ id, name }) => ({ value: id, label: name })),
    }),
    [departments],
  );
}

/** The filters in the address, and a key by which a form of them begins anew when the address changes. */
export function useFilters(): { query: Record<string, string | undefined>; key: string } {
  const { query, url } = useLocation();
  return { query, key: url };
}

/** The address of a list as a file. Filters that are not set are left out. */
export function csvOf(table: string, filters: Record<string, string | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `/exports/${table}.csv${text && `?${text}`}`;
}

/** "Application received" of `APPLICATION_RECEIVED`: for kinds that the site has no better words for. */
export function spelled(name: string): string {
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
