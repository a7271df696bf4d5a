import { OfficeParticipantsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ListFilter } from "../queue/ListFilter";
import { ListedTable } from "./ListedTable";
import { choicesOf, csvOf, flagOf, oneOf, useDepartmentFilter, useFilters } from "./lists";
import { PEOPLE_COLUMNS, peopleRows } from "./peopleRows";

const ROLES = { MENTOR: "Mentors", MENTEE: "Mentees" };
const FILTERS = [
  { parameter: "role", label: "Role", none: "All", choices: choicesOf(ROLES) },
  {
    parameter: "suspended",
    label: "Standing",
    none: "All",
    choices: choicesOf({ yes: "Suspended", no: "Eligible" }),
  },
  {
    parameter: "available",
    label: "New requests",
    none: "All",
    choices: choicesOf({ yes: "Accept them", no: "Don't accept them" }),
  },
];

/** Everybody who has applied. */
export function Participants() {
  const { query, key } = useFilters();
  const departments = useDepartmentFilter();
  const filters = {
    role: oneOf(query.role, ROLES),
    suspended: flagOf(query.suspended),
    available: flagOf(query.available),
    department: query.department ?? null,
    name: query.name ?? null,
  };
  const screen = useScreen(OfficeParticipantsDocument, { ...filters, after: query.after ?? null });
  return (
    <>
      <ListFilter key={key} choices={[...FILTERS, departments]} />
      <Shown screen={screen} what="the people">
        {({ viewer }) => {
          const people = viewer?.officeDashboard?.participants;
          if (!people) return null;
          return (
            <ListedTable
              one="person"
              several="people"
              total={people.totalCount}
              pageInfo={people.pageInfo}
              columns={PEOPLE_COLUMNS}
              rows={peopleRows(people.nodes)}
              none="Nobody who has applied fits. To look in the whole directory, find the person by name above."
              csv={csvOf("participants", filters)}
            />
          );
        }}
      </Shown>
    </>
  );
}
