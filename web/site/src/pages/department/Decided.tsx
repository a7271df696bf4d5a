import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { DepartmentDecidedDocument } from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { DecidedTable } from "../queue/DecidedTable";
import { ListFilter } from "../queue/ListFilter";
import { NotForYou } from "../wrong/NotForYou";
import { DepartmentPlaces } from "./DepartmentPlaces";

const LIEU = {
  parameter: "only",
  label: "Decisions",
  none: "All",
  choices: [
    { value: "in-lieu", label: "In lieu of a supervisor" },
    { value: "supervisors", label: "By the supervisor" },
  ],
};
const IN_LIEU: Record<string, boolean> = { "in-lieu": true, supervisors: false };

/** What was decided in an administrator's departments, newest first. */
export default function DepartmentDecidedPage() {
  const { department = null, after = null, name = null, only = "" } = useLocation().query;
  const screen = useScreen(DepartmentDecidedDocument, { department, after, name, inLieu: IN_LIEU[only] ?? null });
  const dashboard = screen.data?.viewer?.administratorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  return (
    <Page title="Decided applications" longTitle="Decided - Your department">
      <DepartmentPlaces here="/department/decided" departments={dashboard?.departments ?? []} />
      <ListFilter choices={[LIEU]} keeps={["department"]} />
      <Shown screen={screen} what="the decided applications">
        {({ viewer }) => {
          const decided = viewer?.administratorDashboard?.applications;
          if (!decided) return null;
          if (decided.nodes.length === 0) return <p>No decided application fits.</p>;
          return (
            <>
              <p class="count-line">{count(decided.totalCount ?? 0, "application", "applications")}, newest first</p>
              <DecidedTable applications={decided.nodes} supervisors />
              <Pagination of="decided applications" pageInfo={decided.pageInfo} />
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
