import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { DecidedApplicationsDocument } from "../../graph/generated/pages/queue/queue";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { DecidedTable } from "./DecidedTable";
import { ListFilter } from "./ListFilter";
import { SupervisorPlaces } from "./QueuePlaces";

/** What was decided of a supervisor's applications, by whomever, newest first. */
export default function DecidedPage() {
  const { after = null, name = null, only } = useLocation().query;
  const screen = useScreen(DecidedApplicationsDocument, { after, name, inLieu: only === "in-lieu" ? true : null });
  if (screen.fresh && !screen.data?.viewer?.supervisorDashboard) return <NotForYou />;
  return (
    <Page title="Decided applications" longTitle="Decided - Your queue">
      <SupervisorPlaces here="/queue/decided" />
      <ListFilter
        choices={[
          {
            parameter: "only",
            label: "Decisions",
            none: "All",
            choices: [{ value: "in-lieu", label: "In lieu of you" }],
          },
        ]}
      />
      <Shown screen={screen} what="the decided applications">
        {({ viewer }) => {
          const decided = viewer?.supervisorDashboard?.decided;
          if (!decided) return null;
          if (decided.nodes.length === 0) return <p>Nothing is decided that fits.</p>;
          return (
            <>
              <p class="count-line">{count(decided.totalCount ?? 0, "application", "applications")}, newest first</p>
              <DecidedTable applications={decided.nodes} />
              <Pagination of="decided applications" pageInfo={decided.pageInfo} />
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
