import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { useSignedIn } from "../../app/viewer";
import { DepartmentGroupsDocument } from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { later } from "../../parts/later";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { QueueNews } from "../queue/QueueNews";
import type { Row } from "../queue/useRows";
import { NotForYou } from "../wrong/NotForYou";
import { DepartmentPlaces, nameOf } from "./DepartmentPlaces";
import { SupervisorGroups } from "./SupervisorGroups";

const DepartmentFound = later(() => import("./DepartmentFound").then((part) => part.DepartmentFound));

const NO_ROWS: readonly Row[] = [];
const ROUTED = {
  parameter: "only",
  label: "Sent to",
  none: "Any supervisor",
  choices: [
    { value: "rerouted", label: "A supervisor whom the applicant named" },
    { value: "unexplained", label: "One whom the State's records don't explain" },
  ],
};

/** What waits in an administrator's departments, by supervisor. */
export default function DepartmentPage() {
  const me = useSignedIn().person.id;
  const { department, after, name, only } = useLocation().query;
  const finds = Boolean(name || only);
  const screen = useScreen(DepartmentGroupsDocument, {
    department: department ?? null,
    after: finds ? null : (after ?? null),
  });
  const dashboard = screen.data?.viewer?.administratorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  const departments = dashboard?.departments ?? [];
  const waiting = dashboard?.queue.totalCount ?? 0;
  const where = nameOf(departments, department);
  return (
    <Page title={`Applications that wait in ${where}`} longTitle="Your department" waiting={waiting}>
      <DepartmentPlaces here="/department" departments={departments} waiting={dashboard ? waiting : undefined} />
      <p>You decide only when a supervisor is out for a long time. Supervisors get an email each Monday.</p>
      <QueueNews stream="departmentQueue" me={me} waiting={waiting} rows={NO_ROWS} />
      <ListFilter choices={[ROUTED]} keeps={["department"]} />
      {finds ? (
        <DepartmentFound />
      ) : (
        <Shown screen={screen} what="your department">
          {({ viewer }) =>
            viewer?.administratorDashboard && (
              <SupervisorGroups
                groups={viewer.administratorDashboard.queueBySupervisor}
                waiting={waiting}
                where={where}
                place={`${department ?? "all"}:${after ?? "first"}`}
              />
            )
          }
        </Shown>
      )}
    </Page>
  );
}
