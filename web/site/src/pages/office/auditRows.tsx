import type { TableRow } from "../../charts/FigureTable";
import type { OfficeAuditQuery } from "../../graph/generated/pages/office/audit";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";

type Dashboard = NonNullable<NonNullable<OfficeAuditQuery["viewer"]>["officeDashboard"]>;
type Entry = Dashboard["audit"]["nodes"][number];

/** When, to the second. */
export function AtSecond({ value }: { value: string }) {
  const told = secondFormat.format(new Date(value)).replace(" AM", " a.m.").replace(" PM", " p.m.");
  return <time dateTime={value}>{told}</time>;
}

const secondFormat = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Chicago",
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

/** A row for each entry: when to the second, in the State's time. */
export function auditRows(entries: readonly Entry[]): TableRow[] {
  return entries.map(({ id, at, message, actor, subject }) => ({
    key: id,
    cells: [
      <AtSecond value={at} />,
      message,
      actor ? <Link to={`/office/people/${actor.id}`}>{actor.name}</Link> : "The program",
      <About subject={subject} />,
    ],
  }));
}

function About({ subject }: { subject: Entry["subject"] }) {
  switch (subject?.__typename) {
    case "Application":
      return (
        <Link to={`/applications/${subject.id}`}>
          {subject.applicant.name}, {roleWord(subject.kind)}
        </Link>
      );
    case "Mentorship":
      return (
        <>
          <Link to={`/office/people/${subject.mentor.id}`}>{subject.mentor.name}</Link> and{" "}
          <Link to={`/office/people/${subject.mentee.id}`}>{subject.mentee.name}</Link>
        </>
      );
    case "Participant":
      return <Link to={`/office/people/${subject.person.id}`}>{subject.person.name}</Link>;
    case "Person":
      return <Link to={`/office/people/${subject.id}`}>{subject.name}</Link>;
    case "Skill":
      return <Link to="/office/skills">{subject.name}</Link>;
    case "DirectoryImport":
      return <Link to={`/office/imports/${subject.id}`}>The import</Link>;
    case "Survey":
      return <Link to={`/office/surveys/${subject.id}`}>The survey</Link>;
    case "MatchingRun":
      return <Link to={`/office/matching/${subject.id}`}>The matching run</Link>;
    default:
      return null;
  }
}
