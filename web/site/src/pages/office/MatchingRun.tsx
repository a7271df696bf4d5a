import type { Parameters } from "../../app/routes";
import { OfficeMatchingRunDocument, type TriedRunFragment } from "../../graph/generated/pages/office/matching";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { dayAndTimeOf } from "../../parts/dates";
import { Loading } from "../../parts/Loading";
import { Shown } from "../../parts/Shown";
import { stopped } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { OfficePage } from "./OfficePage";
import { RunFigures } from "./RunFigures";
import { RunPeople } from "./RunPeople";
import { RunRecord } from "./RunRecord";
import { runTitle, shownOf, trialTitle } from "./runWords";

const MATCHING = { to: "/office/matching", title: "Matching" };

/** One run, kept or tried: how good it was, in sentences and figures, and how it was made. */
export default function MatchingRunPage({ id = "" }: Parameters) {
  const screen = useScreen(OfficeMatchingRunDocument, { id });
  const node = screen.data?.node;
  if (screen.waiting) return <Loading what="the run" again={screen.again} />;
  if (screen.data && node?.__typename !== "MatchingRun" && node?.__typename !== "TrialRun") return <NotForYou />;
  const run = shownOf(node ?? undefined);
  const title =
    node?.__typename === "MatchingRun"
      ? `Matching of the ${runTitle(node).charAt(0).toLowerCase()}${runTitle(node).slice(1)}`
      : node?.__typename === "TrialRun"
        ? trialTitle(node)
        : "Matching";
  return (
    <OfficePage title={title} above={MATCHING}>
      <Shown screen={screen} what="the run">
        {() => (
          <>
            {node?.__typename === "MatchingRun" && (
              <p>
                Made on {dayAndTimeOf(node.madeAt)}
                {node.actor ? `, by ${node.actor.name}` : ", by itself"}.{" "}
                {node.publishedAt
                  ? stopped(`The mentees got their lists on ${dayAndTimeOf(node.publishedAt)}`)
                  : "The mentees have not got their lists yet."}
              </p>
            )}
            {node?.__typename === "TrialRun" && <Tried trial={node} />}
            {run && (
              <>
                <p class="not-printed">
                  <Button look="outline" onPress={() => print()}>
                    Print
                  </Button>
                </p>
                <RunFigures run={run} />
              </>
            )}
            {node?.__typename === "MatchingRun" && <RunPeople id={node.id} />}
            {node && (node.__typename === "MatchingRun" || node.__typename === "TrialRun") && <RunRecord run={node} />}
          </>
        )}
      </Shown>
    </OfficePage>
  );
}

function Tried({ trial }: { trial: TriedRunFragment }) {
  const { state, problem, report } = trial;
  if (state === "WAITING") return <p>This takes a few seconds. You can leave; it will be here.</p>;
  if (state === "FAILED")
    return <Alert kind="error">{problem ?? "The trial run could not be finished. Request another one."}</Alert>;
  return (
    <>
      <p>This was only tried: it changed nothing, and nobody got a list.</p>
      {report?.identical === true && <p>It has the same people and the same lists as the run that it repeats.</p>}
      {report?.listsDiffer !== null && report?.identical === false && (
        <p>{report.listsDiffer.toLocaleString("en-US")} lists differ from those of the run that it repeats.</p>
      )}
    </>
  );
}
