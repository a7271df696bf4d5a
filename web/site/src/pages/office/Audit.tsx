import { useLocation } from "preact-iso";
import { OfficeAuditDocument } from "../../graph/generated/pages/office/audit";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { AuditAbout } from "./AuditAbout";
import { AUDIT_FILTERS, AUDIT_KEEPS, auditFilters } from "./auditFilters";
import { auditRows } from "./auditRows";
import { ListedTable } from "./ListedTable";
import { ListOrder } from "./ListOrder";
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
      {filters.person && <AuditAbout list="/office/audit" id={filters.person} words="Only about" without="person" />}
      {filters.actor && <AuditAbout list="/office/audit" id={filters.actor} words="Only by" without="actor" />}
      <ListOrder to="/office/audit" oldest={filters.orderBy === "OLDEST"} />
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
