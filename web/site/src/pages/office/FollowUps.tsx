import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { type OfficeFollowUpFragment, OfficeFollowUpsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { LiveLine } from "../../live/LiveLine";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { FollowUp } from "./FollowUp";
import { OfficePage } from "./OfficePage";

/** Who asked in a survey to be contacted, whoever waits longest first. */
export default function FollowUpsPage() {
  const { after = null } = useLocation().query;
  const screen = useScreen(OfficeFollowUpsDocument, { after });
  const rows = useStaying(screen.data?.viewer?.officeDashboard?.followUps.nodes, after);
  return (
    <OfficePage title="Follow-ups">
      <Shown screen={screen} what="the follow-ups">
        {({ viewer }) => {
          const followUps = viewer?.officeDashboard?.followUps;
          if (!followUps) return null;
          const total = followUps.totalCount ?? 0;
          return (
            <>
              <LiveLine what="The list" />
              <p class="count-line">
                {total === 0 ? (
                  "Nobody waits to be contacted."
                ) : (
                  <>
                    {count(total, "person asks", "people ask")} to be contacted.{" "}
                    <a href={at("/exports/follow-ups.csv")} download>
                      Download all as CSV
                    </a>
                  </>
                )}
              </p>
              <ul class="rows" role="list">
                {rows.map((each) => (
                  <FollowUp key={each.id} survey={each} waits={followUps.nodes.some(({ id }) => id === each.id)} />
                ))}
              </ul>
              <Pagination of="follow-ups" pageInfo={followUps.pageInfo} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}

/** What was shown stays in its place until the page is left: a press takes nothing away under the reader's hands. */
function useStaying(nodes: readonly OfficeFollowUpFragment[] | undefined, page: string | null) {
  const kept = useRef<{ page: string | null; rows: OfficeFollowUpFragment[] }>({ page, rows: [] });
  if (kept.current.page !== page) kept.current = { page, rows: [] };
  if (nodes) {
    const now = new Map(nodes.map((each) => [each.id, each]));
    const before = kept.current.rows.map((each) => now.get(each.id) ?? each);
    const known = new Set(before.map(({ id }) => id));
    kept.current.rows = [...before, ...nodes.filter(({ id }) => !known.has(id))];
  }
  return kept.current.rows;
}
