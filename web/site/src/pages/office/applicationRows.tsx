import type { Column, TableRow } from "../../charts/FigureTable";
import type { OfficeApplicationsQuery } from "../../graph/generated/pages/office/people";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";

type Dashboard = NonNullable<NonNullable<OfficeApplicationsQuery["viewer"]>["officeDashboard"]>;
type Row = Dashboard["applications"]["nodes"][number];

export const STATES = { SUBMITTED: "Waits", APPROVED: "Approved", DENIED: "Denied", WITHDRAWN: "Withdrawn" };
export const STATE_WORDS = { DRAFT: "Draft", ...STATES };

export const APPLICATION_COLUMNS: readonly Column[] = [
  { title: "Who" },
  { title: "Department" },
  { title: "To be a" },
  { title: "State" },
  { title: "With whom" },
  { title: "Sent to another supervisor" },
];

/** A row for each application, with links to it and to all about the person. */
export function applicationRows(applications: readonly Row[]): TableRow[] {
  return applications.map((application) => {
    const { id, applicant, kind, supervisor } = application;
    return {
      key: id,
      cells: [
        <Link to={`/office/people/${applicant.id}`}>{applicant.name}</Link>,
        applicant.department.name,
        <Link to={`/applications/${id}`}>
          {roleWord(kind)}
          <span class="usa-sr-only">: the application of {applicant.name}</span>
        </Link>,
        <StateSince application={application} />,
        <WithWhom application={application} />,
        supervisor?.chosenByApplicant
          ? supervisor.unexplained
            ? "By the applicant; the records' supervisor is not on leave"
            : "By the applicant"
          : "No",
      ],
    };
  });
}

type Shown = Pick<Row, "state" | "submittedAt" | "decision" | "assignee">;

/** "Approved Tuesday, December 1". */
export function StateSince({ application: { state, submittedAt, decision, assignee } }: { application: Shown }) {
  const decided = state === "APPROVED" || state === "DENIED" ? decision?.decidedAt : undefined;
  const since = decided ?? (state === "SUBMITTED" ? (assignee?.since ?? submittedAt) : submittedAt);
  return (
    <>
      {STATE_WORDS[state]}
      {state === "WITHDRAWN" ? ", sent " : state === "SUBMITTED" ? " since " : " "}
      {since && <DateTime value={since} />}
    </>
  );
}

/** Whoever decides it, or decided it. */
export function WithWhom({ application: { state, decision, assignee } }: { application: Shown }) {
  if (state === "SUBMITTED") return <>{assignee?.person.name ?? "Nobody"}</>;
  if (state !== "APPROVED" && state !== "DENIED") return null;
  return (
    <>
      {decision?.decidedBy?.name ?? "Somebody who has left"}
      {decision?.inLieu && ", in lieu of the supervisor"}
    </>
  );
}
