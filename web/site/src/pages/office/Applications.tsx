import { OfficeApplicationsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { APPLICATION_COLUMNS, applicationRows, STATES } from "./applicationRows";
import { ListedTable } from "./ListedTable";
import { choicesOf, csvOf, oneOf, useDepartmentFilter, useFilters } from "./lists";
import { OfficePage } from "./OfficePage";

const KINDS = { MENTOR: "As a mentor", MENTEE: "As a mentee" };
const REROUTED = {
  yes: "By the applicant",
  unexplained: "By the applicant, and the records' supervisor is not on leave",
  no: "Not by the applicant",
};
const FILTERS = [
  { parameter: "state", label: "State", none: "All", choices: choicesOf(STATES) },
  { parameter: "kind", label: "Role", none: "Both", choices: choicesOf(KINDS) },
  { parameter: "rerouted", label: "Sent to another supervisor", none: "All", choices: choicesOf(REROUTED) },
];

/** All applications that were ever sent, newest first. */
export default function ApplicationsPage() {
  const { query, key } = useFilters();
  const departments = useDepartmentFilter();
  const [state, rerouted] = [oneOf(query.state, STATES), oneOf(query.rerouted, REROUTED)];
  const filters = {
    kind: oneOf(query.kind, KINDS),
    rerouted: rerouted === "no" ? false : rerouted ? true : null,
    department: query.department ?? null,
    name: query.name ?? null,
  };
  const screen = useScreen(OfficeApplicationsDocument, {
    ...filters,
    states: state && [state],
    unexplained: rerouted === "unexplained" ? true : null,
    after: query.after ?? null,
  });
  return (
    <OfficePage title="Applications">
      <ListFilter key={key} choices={[...FILTERS, departments]} />
      <Shown screen={screen} what="the applications">
        {({ viewer }) => {
          const applications = viewer?.officeDashboard?.applications;
          if (!applications) return null;
          return (
            <ListedTable
              one="application"
              several="applications"
              total={applications.totalCount}
              pageInfo={applications.pageInfo}
              columns={APPLICATION_COLUMNS}
              rows={applicationRows(applications.nodes)}
              none={query.name ? "Nobody of that name has applied." : "No application fits."}
              {...(rerouted === "unexplained" ? {} : { csv: csvOf("applications", { ...filters, states: state }) })}
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}
