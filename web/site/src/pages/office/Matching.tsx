import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { OfficeMatchingDocument } from "../../graph/generated/pages/office/matching";
import { useScreen } from "../../graph/useScreen";
import { dayAndTimeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { CompareRuns } from "./CompareRuns";
import { OfficePage } from "./OfficePage";
import { RunsTable } from "./RunsTable";
import { TrialForm } from "./TrialForm";
import { TrialList } from "./TrialList";

/** The matching: trying it out, past runs, and trial runs side by side. */
export default function MatchingPage() {
  const { query } = useLocation();
  const { runs: runsAfter = null, trials: trialsAfter = null } = query as Record<string, string | undefined>;
  const variables = useMemo(() => ({ runsAfter, trialsAfter }), [runsAfter, trialsAfter]);
  const screen = useScreen(OfficeMatchingDocument, variables);
  return (
    <OfficePage title="Matching">
      <Shown screen={screen} what="the matching">
        {({ viewer, applicationPeriod }) => {
          const office = viewer?.officeDashboard;
          if (!office) return null;
          const { matchingRuns: runs, trialRuns: trials } = office;
          return (
            <>
              <p>
                {applicationPeriod
                  ? `Next: ${dayAndTimeOf(applicationPeriod.matchesAt)}, for ${applicationPeriod.label}. `
                  : "No matching is planned. "}
                <Link to="/office/cycle">Run or move it on the cycle's page</Link>
              </p>
              <TrialForm runs={runs.nodes} />
              {(query.a || query.b) && <CompareRuns a={query.a} b={query.b} />}
              <TrialList trials={trials} runs={runs.nodes} />
              <RunsTable runs={runs} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}
