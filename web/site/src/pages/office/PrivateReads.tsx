import { useLocation } from "preact-iso";
import { OfficePrivateReadsDocument } from "../../graph/generated/pages/office/privateReads";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { AuditAbout } from "./AuditAbout";
import { LONG_PERIOD_FILTER, READS_KEEPS, readsFilters } from "./auditFilters";
import { ListedTable } from "./ListedTable";
import { ListOrder } from "./ListOrder";
import { csvOf } from "./lists";
import { OfficePage } from "./OfficePage";
import { privateReadRows } from "./privateReadRows";

const COLUMNS = [{ title: "Whose" }, { title: "What" }, { title: "Read by" }, { title: "As" }, { title: "When" }];
const FILTERS = [LONG_PERIOD_FILTER];
const HERE = "/office/reads";

/** Who has read whose private facts, newest first, from the last 30 days on. */
export default function PrivateReadsPage() {
  const { query, url } = useLocation();
  const filters = readsFilters(query);
  const screen = useScreen(OfficePrivateReadsDocument, { ...filters, after: query.after ?? null });
  return (
    <OfficePage title="Who read private facts">
      <p>
        Private facts are whether a person is eligible, and which criteria are not met. Only others' reads are here, not
        the person's own. Reading this list is recorded as well.
      </p>
      <ListFilter key={url} named={false} choices={FILTERS} keeps={READS_KEEPS} />
      {filters.person && <AuditAbout list={HERE} id={filters.person} words="Only about" without="person" />}
      {filters.reader && <AuditAbout list={HERE} id={filters.reader} words="Only by" without="reader" />}
      <ListOrder to={HERE} oldest={filters.orderBy === "OLDEST"} />
      <Shown screen={screen} what="who read private facts">
        {({ viewer }) => {
          const reads = viewer?.officeDashboard?.privateReads;
          if (!reads) return null;
          return (
            <ListedTable
              one="entry"
              several="entries"
              total={reads.totalCount}
              pageInfo={reads.pageInfo}
              columns={COLUMNS}
              rows={privateReadRows(reads.nodes)}
              none="Nobody has read what fits."
              csv={csvOf("private-reads", filters)}
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}
