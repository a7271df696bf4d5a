import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import type { Stage } from "./Needs";
import { isLate } from "./quarters";

/** The stages of the quarter's cycle, and which one is next. */
export function OverviewStages({ label, stages }: { label: string; stages: readonly Stage[] }) {
  const next = stages.find(({ state }) => state === "PLANNED");
  return (
    <section aria-labelledby="cycle">
      <h2 id="cycle">The cycle of {label}</h2>
      <ol class="timeline" role="list">
        {stages.map((stage) => (
          <li key={stage.stage} class={stage === next ? "now" : undefined}>
            {stage === next && "Next: "}
            {stage.title}, <DateTime value={stage.at ?? stage.dueAt} as="both" />
            {stage.state === "SKIPPED" && ", skipped"}
            {isLate(stage) && <strong>, late</strong>}
          </li>
        ))}
      </ol>
      <p>
        <Link to="/office/cycle">Open the cycle</Link>
      </p>
    </section>
  );
}
