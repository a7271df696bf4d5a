import type { OfficeCyclesQuery } from "../../graph/generated/pages/office/cycle";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { headingOf, isLate, presentCycle } from "./quarters";

type Cycle = NonNullable<NonNullable<OfficeCyclesQuery["viewer"]>["officeDashboard"]>["cycles"]["nodes"][number];

const SHOWN = [
  { stage: "OPEN", title: "Period opens" },
  { stage: "CLOSE", title: "Period closes" },
  { stage: "MATCH", title: "Matching" },
  { stage: "SUGGEST", title: "Lists sent" },
] as const;

/** All quarters, the present one and those to come first, with the dates that people plan for. */
export function CycleCalendar({ cycles, here }: { cycles: readonly Cycle[]; here: string }) {
  return (
    <>
      <h2 id="calendar">Calendar</h2>
      <div class="table-region" role="region" tabIndex={0} aria-labelledby="calendar">
        <table class="usa-table usa-table--borderless usa-table--compact">
          <thead>
            <tr>
              <th scope="col">Quarter</th>
              {SHOWN.map(({ stage, title }) => (
                <th scope="col" key={stage}>
                  {title}
                </th>
              ))}
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(cycles).map(({ id, quarter, label, stages }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/office/cycle?quarter=${quarter}`} aria-current={id === here ? "true" : undefined}>
                    {headingOf(label)}
                  </Link>
                  {id === here && ", shown above"}
                </th>
                {SHOWN.map(({ stage }) => (
                  <td key={stage} class="text-no-wrap">
                    <When stage={stages.find((each) => each.stage === stage)} />
                  </td>
                ))}
                <td>{stateOf(stages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Those to come from the present one on, then those that are over, latest first. */
function inOrder(cycles: readonly Cycle[]): Cycle[] {
  const present = presentCycle(cycles);
  const first = present ? cycles.indexOf(present) : 0;
  return [...cycles.slice(first), ...cycles.slice(0, first).reverse()];
}

function When({ stage }: { stage: Cycle["stages"][number] | undefined }) {
  if (!stage) return null;
  if (stage.state === "SKIPPED") return <>Skipped</>;
  return <DateTime value={stage.at ?? stage.dueAt} as="day" />;
}

function stateOf(stages: Cycle["stages"]): string {
  const over = stages.filter(({ state }) => state !== "PLANNED").length;
  if (over === stages.length) return "Done";
  if (stages.some(isLate)) return "Late";
  return over === 0 ? "Planned" : `${over} of ${stages.length} stages done`;
}
