import { OfficeOverviewDocument } from "../../graph/generated/pages/office/overview";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { Needs } from "./Needs";
import { OfficePage } from "./OfficePage";
import { OverviewJobs } from "./OverviewJobs";
import { OverviewStages } from "./OverviewStages";
import { presentCycle } from "./quarters";

const NO_VARIABLES = {};

/** What needs the office today, where the quarter stands, and what the program did by itself. */
export default function OverviewPage() {
  const screen = useScreen(OfficeOverviewDocument, NO_VARIABLES);
  return (
    <OfficePage title="Program office">
      <Shown screen={screen} what="the overview">
        {({ viewer }) => {
          const office = viewer?.officeDashboard;
          if (!office) return null;
          const cycle = presentCycle(office.cycles.nodes);
          return (
            <>
              <Needs
                failedEmails={viewer.counts.failedEmails}
                followUps={viewer.counts.followUps}
                flagged={office.flagged.totalCount ?? 0}
                imports={office.imports.nodes}
                stages={cycle?.stages ?? []}
              />
              {cycle && <OverviewStages label={cycle.label} stages={cycle.stages} />}
              <h2>Numbers</h2>
              <dl class="figures">
                <Total of="Applications that wait" value={office.waiting.totalCount} />
                <Total of="People who take part" value={office.takingPart.totalCount} />
                <Total of="Active mentorships" value={office.active.totalCount} />
                <Total of="Surveys not answered" value={office.unanswered.totalCount} />
              </dl>
              <OverviewJobs jobs={office.jobs} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}

function Total({ of, value }: { of: string; value: number | null | undefined }) {
  return (
    <div>
      <dt>{of}</dt>
      <dd>{(value ?? 0).toLocaleString("en-US")}</dd>
    </div>
  );
}
