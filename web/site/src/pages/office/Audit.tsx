import { useLocation } from "preact-iso";
import { OfficeAuditDocument } from "../../graph/generated/pages/office/audit";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { AuditAbout } from "./AuditAbout";
import { AUDIT_FILTERS, AUDIT_KEEPS, auditFilters } from "./auditFilters";
import { auditRows } from "./auditRows";
import { ListedTable } from "./ListedTable";
import { csvOf } from "./lists";
import { OfficePage } from "./OfficePage";

const COLUMNS = [{ title: "When" }, { title: "What" }, { title: "By whom" }, { title: "About" }];

/** What happened in the program, newest first, from the last 30 days on. */
export default function AuditPage() {
  const { query, url } = useLocation();
  const filters = auditFilters(query);
  const screen = useScreen(OfficeAuditDocument, { ...filters, after: query.after ?? null });
  return (
    <OfficePage title="Audit">
      <ListFilter key={url} named={false} choices={AUDIT_FILTERS} keeps={AUDIT_KEEPS} />
      {filters.person && <AuditAbout id={filters.person} words="Only about" without="person" />}
      {filters.actor && <AuditAbout id={filters.actor} words="Only by" without="actor" />}
      <p>
        {filters.orderBy === "OLDEST" ? "Oldest first. " : "Newest first. "}
        <OtherOrder oldest={filters.orderBy === "OLDEST"} />
      </p>
      <Shown screen={screen} what="the audit">
        {({ viewer }) => {
          const audit = viewer?.officeDashboard?.audit;
          if (!audit) return null;
          return (
            <ListedTable
              one="entry"
              several="entries"
              total={audit.totalCount}
              pageInfo={audit.pageInfo}
              columns={COLUMNS}
              rows={auditRows(audit.nodes)}
              none="Nothing is recorded that fits."
              csv={csvOf("audit", { ...filters, actions: filters.actions?.join(",") })}
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}

function OtherOrder({ oldest }: { oldest: boolean }) {
  const { url } = useLocation();
  const search = new URL(url, location.origin).searchParams;
  search.delete("after");
  if (oldest) search.delete("order");
  else search.set("order", "oldest");
  return <Link to={`/office/audit?${search}`}>{oldest ? "Show the newest first" : "Show the oldest first"}</Link>;
}
