import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { OfficeCycleDocument, OfficeCyclesDocument } from "../../graph/generated/pages/office/cycle";
import { useScreen } from "../../graph/useScreen";
import { LiveLine } from "../../live/LiveLine";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { CycleCalendar } from "./CycleCalendar";
import { CycleStages } from "./CycleStages";
import { OfficePage } from "./OfficePage";
import { QuarterLinks } from "./QuarterLinks";
import { headingOf, presentCycle } from "./quarters";

const ALL = { first: 100, after: null };

/** The quarters' cycles: when each stage is, and moving, running or skipping it. */
export default function CyclePage() {
  const { query } = useLocation();
  const screen = useScreen(OfficeCyclesDocument, ALL);
  const opened = useRef<string | null>(null); // stays in its place when its last stage is run
  return (
    <OfficePage title="Cycle">
      <Shown screen={screen} what="the cycle">
        {({ viewer }) => {
          const cycles = viewer?.officeDashboard?.cycles.nodes ?? [];
          const here = query.quarter
            ? cycles.find(({ quarter }) => quarter === query.quarter)
            : (cycles.find(({ id }) => id === opened.current) ?? presentCycle(cycles));
          if (!here) return <p>There is no cycle of that quarter.</p>;
          if (!query.quarter) opened.current = here.id;
          return (
            <>
              <h2 id="quarter" tabIndex={-1}>
                {headingOf(here.label)}
              </h2>
              <QuarterLinks cycles={cycles} here={here.id} />
              <LiveLine what="The cycle" />
              <OneCycle key={here.id} id={here.id} />
              <p>
                A date that nobody moved is a working day by <Link to="/office/holidays">the State's holidays</Link>.
              </p>
              <CycleCalendar cycles={cycles} here={here.id} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}

function OneCycle({ id }: { id: string }) {
  const screen = useScreen(OfficeCycleDocument, { id });
  return (
    <Shown screen={screen} what="the stages">
      {({ node, applicationPeriod, limits }) =>
        node?.__typename === "Cycle" ? (
          <CycleStages
            cycle={node}
            reasonLimit={limits.skipReason}
            lastWorkingDay={applicationPeriod?.quarter === node.quarter ? applicationPeriod.lastWorkingDay : undefined}
          />
        ) : (
          <NotForYou />
        )
      }
    </Shown>
  );
}
