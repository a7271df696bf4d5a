import type { OfficeMatchingQuery } from "../../graph/generated/pages/office/matching";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { emptyListsOf, ofTheBest, runTitle } from "./runWords";

export type Runs = NonNullable<NonNullable<OfficeMatchingQuery["viewer"]>["officeDashboard"]>["matchingRuns"];

/** The quarters' runs, latest first. */
export function RunsTable({ runs }: { runs: Runs }) {
  return (
    <>
      <h2 id="runs">Runs</h2>
      {runs.nodes.length === 0 ? (
        <p>The matching has not run yet.</p>
      ) : (
        <div class="table-region" role="region" tabIndex={0} aria-labelledby="runs">
          <table class="usa-table usa-table--borderless usa-table--compact">
            <thead>
              <tr>
                <th scope="col">Quarter</th>
                <th scope="col">Made</th>
                <th scope="col" class="number">
                  Mentees
                </th>
                <th scope="col" class="number">
                  Matched
                </th>
                <th scope="col" class="number">
                  At most
                </th>
                <th scope="col" class="number">
                  Empty lists
                </th>
                <th scope="col" class="number">
                  Of the best
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.nodes.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pagination of="runs" pageInfo={runs.pageInfo} parameter="runs" />
    </>
  );
}

function RunRow({ run }: { run: Runs["nodes"][number] }) {
  const { mentees, matched, maxMatched } = run.figures;
  const share = mentees > 0 ? `, ${Math.round((matched / mentees) * 100)}%` : "";
  return (
    <tr>
      <th scope="row">
        <Link to={`/office/matching/${run.id}`}>{runTitle(run)}</Link>
      </th>
      <td class="text-no-wrap">
        <DateTime value={run.madeAt} />
      </td>
      <td class="number">{mentees.toLocaleString("en-US")}</td>
      <td class="number">
        {matched.toLocaleString("en-US")}
        {share}
      </td>
      <td class="number">{maxMatched.toLocaleString("en-US")}</td>
      <td class="number">{emptyListsOf(run.figures)?.toLocaleString("en-US") ?? "Not shown"}</td>
      <td class="number">{ofTheBest(run.certificate)}</td>
    </tr>
  );
}
