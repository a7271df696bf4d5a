import type { TableRow } from "../../charts/FigureTable";
import type {
  OfficePrivateReadsQuery,
  PrivateFacts,
  ReaderRole,
} from "../../graph/generated/pages/office/privateReads";
import { Link } from "../../parts/Link";
import { AtSecond } from "./auditRows";
import { spelled } from "./lists";

type Dashboard = NonNullable<NonNullable<OfficePrivateReadsQuery["viewer"]>["officeDashboard"]>;
type Read = Dashboard["privateReads"]["nodes"][number];

const FACTS: Record<PrivateFacts, string> = {
  ELIGIBILITY: "Eligibility",
  READERS: "This list",
};

const ROLES: Record<ReaderRole, string> = {
  SUPERVISOR: "Supervisor",
  ADMINISTRATOR: "Department administrator",
  OFFICE: "Program office",
  DECIDER: "Told when deciding the application",
};

/** A row for each reader, person and day. */
export function privateReadRows(reads: readonly Read[]): TableRow[] {
  return reads.map(({ person, reader, facts, role, firstAt, lastAt, times }) => ({
    key: `${person.id} ${reader.id} ${facts} ${role} ${firstAt}`,
    cells: [
      <Link to={`/office/people/${person.id}`}>{person.name}</Link>,
      FACTS[facts] ?? spelled(facts),
      <Link to={`/office/people/${reader.id}`}>{reader.name}</Link>,
      ROLES[role] ?? spelled(role),
      <>
        <AtSecond value={firstAt} />
        {times > 1 && (
          <>
            , {times} times that day, last <AtSecond value={lastAt} />
          </>
        )}
      </>,
    ],
  }));
}
