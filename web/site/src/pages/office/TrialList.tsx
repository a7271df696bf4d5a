import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Checkbox } from "../../forms/Checkbox";
import type { OfficeMatchingQuery } from "../../graph/generated/pages/office/matching";
import { say } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { Pagination } from "../../parts/Pagination";
import type { Runs } from "./RunsTable";
import { trialTitle } from "./runWords";
import { TrialRow } from "./TrialRow";

type Trials = NonNullable<NonNullable<OfficeMatchingQuery["viewer"]>["officeDashboard"]>["trialRuns"];

/** Trial runs, latest first, and the choice of two runs to see side by side. */
export function TrialList({ trials, runs }: { trials: Trials; runs: Runs["nodes"] }) {
  const { query, route } = useLocation();
  const [chosen, setChosen] = useState<string[]>([query.a, query.b].filter((each) => each !== undefined));
  const [wrong, setWrong] = useState(false);
  useDoneTold(trials.nodes);
  function choose(id: string, is: boolean) {
    setWrong(false);
    setChosen((before) => (is ? [...before, id] : before.filter((each) => each !== id)));
  }
  function compare() {
    const [a, b] = chosen;
    setWrong(chosen.length !== 2);
    if (chosen.length !== 2 || !a || !b) return;
    route(at(`/office/matching?${new URLSearchParams({ a, b })}`));
    focusNext(() => document.getElementById("compared"));
  }
  const box = (id: string, title: string) => (
    <Checkbox
      id={`compare-${id}`}
      label={`Compare ${title}`}
      checked={chosen.includes(id)}
      onChecked={(is) => choose(id, is)}
    />
  );
  return (
    <>
      <h2 id="trials">Trial runs</h2>
      <p>A trial run changes nothing and sends nothing. Choose two runs to see them side by side.</p>
      {trials.nodes.length === 0 && <p>Nothing has been tried yet.</p>}
      <ul class="tiles">
        {trials.nodes.map((trial) => (
          <TrialRow key={trial.id} trial={trial} usual={runs[0]?.parameters}>
            {trial.state === "DONE" && box(trial.id, trialTitle(trial))}
          </TrialRow>
        ))}
      </ul>
      <Pagination of="trial runs" pageInfo={trials.pageInfo} parameter="trials" />
      {runs.length > 0 && (
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">Runs of the quarters</legend>
          {runs.map((run) => (
            <div key={run.id}>{box(run.id, run.label)}</div>
          ))}
        </fieldset>
      )}
      {wrong && (
        <div role="alert">
          <Alert kind="error" slim>
            Choose two runs. You have chosen {chosen.length}.
          </Alert>
        </div>
      )}
      <p class="actions">
        <Button look="outline" onPress={compare}>
          {chosen.length ? `Compare ${chosen.length} chosen` : "Compare two runs"}
        </Button>
      </p>
    </>
  );
}

/** Says once that a trial run is done, or that it failed. */
function useDoneTold(trials: Trials["nodes"]): void {
  const waiting = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, state } of trials) {
      if (state === "WAITING") waiting.current.add(id);
      else if (waiting.current.delete(id)) say(state === "DONE" ? "The trial run is done." : "The trial run failed.");
    }
  }, [trials]);
}
