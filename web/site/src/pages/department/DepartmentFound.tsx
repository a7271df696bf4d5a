import { useLocation } from "preact-iso";
import { DepartmentFoundDocument } from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { ApplicationList } from "../queue/ApplicationList";

/** The waiting applications that fit a name or a way of being sent, each with whom it waits. */
export function DepartmentFound() {
  const { department, name, only, after } = useLocation().query;
  const screen = useScreen(DepartmentFoundDocument, {
    department: department ?? null,
    name: name ?? null,
    after: after ?? null,
    rerouted: only === "rerouted" ? true : null,
    unexplained: only === "unexplained" ? true : null,
  });
  const all = `/department${department ? `?${new URLSearchParams({ department })}` : ""}`;
  return (
    <Shown screen={screen} what="the applications">
      {({ viewer }) => {
        const queue = viewer?.administratorDashboard?.queue;
        if (!queue) return null;
        return (
          <>
            <p class="count-line">
              {count(queue.totalCount ?? 0, "application fits", "applications fit")}.{" "}
              <Link to={all}>Show all by supervisor</Link>
            </p>
            <ApplicationList
              nodes={queue.nodes}
              fresh={screen.fresh}
              place={`department:found:${department}:${name}:${only}:${after}`}
              address="/department/decide"
              readOnly
            />
            <Pagination of="applications" pageInfo={queue.pageInfo} />
          </>
        );
      }}
    </Shown>
  );
}
