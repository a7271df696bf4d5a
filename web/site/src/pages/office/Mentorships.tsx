import { OfficeMentorshipsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { STATE_WORDS } from "../mentorships/state";
import { ListFilter } from "../queue/ListFilter";
import { ListedTable } from "./ListedTable";
import { choicesOf, csvOf, flagOf, oneOf, useDepartmentFilter, useFilters } from "./lists";
import { OfficePage } from "./OfficePage";
import { PAIR_COLUMNS, pairRows } from "./pairRows";

const FILTERS = [
  { parameter: "state", label: "State", none: "All", choices: choicesOf(STATE_WORDS) },
  {
    parameter: "suspended",
    label: "Somebody is suspended",
    none: "All",
    choices: choicesOf({ yes: "Yes, and it is active", no: "No" }),
  },
];

/** All requests and mentorships. What two people write to each other is theirs: their notes and agreement are not here. */
export default function MentorshipsPage() {
  const { query, key } = useFilters();
  const departments = useDepartmentFilter();
  const [state, suspended] = [oneOf(query.state, STATE_WORDS), flagOf(query.suspended)];
  const filters = { department: query.department ?? null, name: query.name ?? null };
  const screen = useScreen(OfficeMentorshipsDocument, {
    ...filters,
    states: state && [state],
    suspended,
    after: query.after ?? null,
  });
  return (
    <OfficePage title="Mentorships">
      <ListFilter key={key} choices={[...FILTERS, departments]} />
      {suspended && <p>Active with somebody suspended. They go on; you may want to call them.</p>}
      <Shown screen={screen} what="the mentorships">
        {({ viewer }) => {
          const mentorships = viewer?.officeDashboard?.mentorships;
          if (!mentorships) return null;
          return (
            <ListedTable
              one="mentorship or request"
              several="mentorships and requests"
              total={mentorships.totalCount}
              pageInfo={mentorships.pageInfo}
              columns={PAIR_COLUMNS}
              rows={pairRows(mentorships.nodes)}
              none="No mentorship fits."
              csv={csvOf("mentorships", { ...filters, states: state, hasSuspendedSide: suspended })}
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}
