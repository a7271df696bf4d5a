import type { DirectoryImportState, OfficeImportFragment } from "../../graph/generated/pages/office/imports";

export const IMPORT_STATES: Record<DirectoryImportState, string> = {
  CHECKING: "Being checked",
  PREVIEWED: "Checked, not imported yet",
  REFUSED: "Refused, nothing changed",
  APPLYING: "Being imported",
  APPLIED: "Imported",
  FAILED: "Failed, nothing changed",
};

type Counts = NonNullable<OfficeImportFragment["counts"]>;

/** What each count is of, in the order of the tables. */
export const COUNTED: readonly { name: keyof Counts; words: string }[] = [
  { name: "added", words: "People who are new" },
  { name: "returned", words: "People who had left and are back" },
  { name: "left", words: "People who leave" },
  { name: "changed", words: "People whose record changes" },
  { name: "suspended", words: "Participants who are suspended" },
  { name: "reinstated", words: "Participants whose suspension is lifted" },
  { name: "rerouted", words: "Waiting applications that go to another supervisor" },
  { name: "apart", words: "Rows set apart, whose people stay as they are" },
];

/** "12 come, 9 leave". */
export function comeAndLeave({ added, returned, left }: Counts): string {
  const [come, leave] = [added + returned, left].map((number) => number.toLocaleString("en-US"));
  return `${come} come, ${leave} leave`;
}
