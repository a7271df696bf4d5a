import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { useSignedIn } from "../../app/viewer";
import { QueueDocument, type QueueQuery } from "../../graph/generated/pages/queue/queue";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { ApplicationList } from "./ApplicationList";
import { DecidedInLieu } from "./DecidedInLieu";
import { InTime } from "./InTime";
import { NothingWaits } from "./NothingWaits";
import { QueueNews } from "./QueueNews";
import { SupervisorPlaces } from "./QueuePlaces";
import type { Row } from "./useRows";

type Dashboard = NonNullable<NonNullable<QueueQuery["viewer"]>["supervisorDashboard"]>;
const NO_ROWS: readonly Row[] = [];

/** The applications that wait for a supervisor: longest with them first, decided where they are read. */
export default function QueuePage() {
  const after = useLocation().query.after ?? null;
  const screen = useScreen(QueueDocument, { after });
  const dashboard = screen.data?.viewer?.supervisorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  const waiting = dashboard?.queue.totalCount ?? 0;
  return (
    <Page title="Applications that wait for you" longTitle="Your queue" waiting={waiting}>
      <SupervisorPlaces here="/queue" waiting={dashboard ? waiting : undefined} />
      <Shown screen={screen} what="your queue">
        {({ viewer }) =>
          viewer?.supervisorDashboard && (
            <Waiting dashboard={viewer.supervisorDashboard} after={after ?? "first"} fresh={screen.fresh} />
          )
        }
      </Shown>
    </Page>
  );
}

function Waiting({ dashboard, after, fresh }: { dashboard: Dashboard; after: string; fresh: boolean }) {
  const me = useSignedIn().person.id;
  const { queue, decidedInLieu, decided } = dashboard;
  const [rows, setRows] = useState(NO_ROWS);
  const waiting = queue.totalCount ?? queue.nodes.length;
  const here = new Set(rows.map(({ application }) => application.id));
  const earlier = decidedInLieu.nodes.filter(({ id }) => !here.has(id));
  const beyond = queue.pageInfo.hasNextPage && after === "first" ? waiting - queue.nodes.length : 0;
  return (
    <>
      {waiting > 0 && <InTime />}
      <QueueNews stream="approvalQueue" me={me} waiting={waiting} rows={rows} />
      <DecidedInLieu
        decided={earlier}
        total={(decidedInLieu.totalCount ?? 0) - (decidedInLieu.nodes.length - earlier.length)}
      />
      {waiting === 0 && <NothingWaits wasLast={rows.length > 0} decided={decided.nodes} />}
      <ApplicationList
        nodes={queue.nodes}
        fresh={fresh}
        place={`queue:${after}`}
        address="/queue/decide"
        onRows={setRows}
      />
      {beyond > 0 && <p class="count-line">{beyond.toLocaleString("en-US")} more on the next page.</p>}
      <Pagination of="applications" pageInfo={queue.pageInfo} />
    </>
  );
}
