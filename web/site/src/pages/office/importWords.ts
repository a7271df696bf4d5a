import type {
  DirectoryImportState,
  ImportChangeKind,
  OfficeImportFragment,
} from "../../graph/generated/pages/office/imports";

export const IMPORT_STATES: Record<DirectoryImportState, string> = {
  CHECKING: "Being checked",
  PREVIEWED: "Checked, not imported yet",
  REFUSED: "Refused, nothing changed",
  APPLYING: "Being imported",
  APPLIED: "Imported",
  FAILED: "Failed, nothing changed",
};

type Counts = NonNullable<OfficeImportFragment["counts"]>;

/** What each count is of, in the order of the tables, and by which kind its names are listed. */
export const COUNTED: readonly { name: keyof Counts; words: string; kind?: ImportChangeKind }[] = [
  { name: "added", words: "People who are new", kind: "CAME" },
  { name: "returned", words: "People who had left and are back", kind: "RETURNED" },
  { name: "left", words: "People who leave", kind: "LEFT" },
  { name: "changed", words: "People whose record changes" },
  { name: "suspended", words: "Participants who are suspended", kind: "SUSPENDED" },
  { name: "reinstated", words: "Participants whose suspension is lifted", kind: "REINSTATED" },
  { name: "rerouted", words: "Waiting applications that go to another supervisor", kind: "REROUTED" },
  { name: "withoutSupervisor", words: "Waiting applications without a supervisor", kind: "WITHOUT_SUPERVISOR" },
  { name: "applicationsWithdrawn", words: "Waiting applications that are withdrawn", kind: "APPLICATION_WITHDRAWN" },
  { name: "requestsClosed", words: "Requests that are closed, as a side has left", kind: "REQUEST_CLOSED" },
  { name: "mentorshipsFlagged", words: "Mentorships that go on, flagged", kind: "MENTORSHIP_FLAGGED" },
  { name: "administratorsRemoved", words: "Administrators who are one no longer", kind: "ADMINISTRATOR_REMOVED" },
  { name: "officeMembersRemoved", words: "Members who leave the program office", kind: "OFFICE_MEMBER_REMOVED" },
  { name: "apart", words: "Rows set apart, whose people stay as they are" },
];

/** "12 come, 9 leave". */
export function comeAndLeave({ added, returned, left }: Counts): string {
  const [come, leave] = [added + returned, left].map((number) => number.toLocaleString("en-US"));
  return `${come} come, ${leave} leave`;
}

/** Who imported, where nobody uploaded the files. */
export const BY_COMMAND = "the server's command line";
