import type { OfficeOverviewQuery } from "../../graph/generated/pages/office/overview";
import { DateTime } from "../../parts/DateTime";

type Jobs = NonNullable<NonNullable<OfficeOverviewQuery["viewer"]>["officeDashboard"]>["jobs"];

/** What the program does by itself: when it last did it, and when it does so next. */
export function OverviewJobs({ jobs }: { jobs: Jobs }) {
  return (
    <>
      <h2 id="jobs">What the program does by itself</h2>
      <div class="table-region" role="region" tabIndex={0} aria-labelledby="jobs">
        <table class="usa-table usa-table--borderless usa-table--compact">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Last</th>
              <th scope="col">Next</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ name, description, lastRun, nextDueAt }) => (
              <tr key={name}>
                <th scope="row">{description}</th>
                <td>{lastRun ? <DateTime value={lastRun.ranAt} as="both" /> : "Not yet"}</td>
                <td>
                  {nextDueAt ? <DateTime value={nextDueAt} as="both" /> : "When it is asked for"}
                  {nextDueAt && new Date(nextDueAt) < new Date() && <strong> (late)</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
