import { useRef } from "preact/hooks";
import type { DepartmentGroupsQuery, SupervisorGroupFragment } from "../../graph/generated/pages/department/department";
import { Pagination } from "../../parts/Pagination";
import { count } from "../../parts/words";
import { SupervisorGroup } from "./SupervisorGroup";

type Dashboard = NonNullable<NonNullable<DepartmentGroupsQuery["viewer"]>["administratorDashboard"]>;

interface Props {
  groups: Dashboard["queueBySupervisor"];
  waiting: number;
  where: string;
  /** Another page or department begins anew. */
  place: string;
}

const FEW = 20; // applications that are shown without asking

/** A group for each supervisor with whom applications wait. The groups keep their order while the page is open. */
export function SupervisorGroups({ groups, waiting, where, place }: Props) {
  const kept = useRef({ place, order: new Map<string, SupervisorGroupFragment>(), few: waiting <= FEW });
  if (kept.current.place !== place) kept.current = { place, order: new Map(), few: waiting <= FEW };
  const { order, few } = kept.current;
  const here = new Set(groups.nodes.map(keyOf));
  for (const [key, group] of order) if (!here.has(key)) order.set(key, { ...group, waiting: 0 });
  for (const group of groups.nodes) order.set(keyOf(group), group);
  if (order.size === 0) return <p>Nothing waits in {where}.</p>;
  return (
    <>
      <p class="count-line">
        {count(waiting, "application waits", "applications wait")} with{" "}
        {count(groups.totalCount ?? here.size, "supervisor", "supervisors")}.
      </p>
      {[...order].map(([key, group]) => (
        <SupervisorGroup key={key} group={group} openAtFirst={few} />
      ))}
      <Pagination of="supervisors" pageInfo={groups.pageInfo} />
    </>
  );
}

function keyOf({ supervisor }: SupervisorGroupFragment): string {
  return supervisor?.id ?? "vacancy";
}
