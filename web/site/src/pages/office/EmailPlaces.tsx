import type { EmailState, OfficeEmailsQuery } from "../../graph/generated/pages/office/emails";
import { Link } from "../../parts/Link";
import { EMAIL_STATES } from "./emailWords";

type Counts = NonNullable<NonNullable<OfficeEmailsQuery["viewer"]>["officeDashboard"]>["emailCounts"];

const COUNT_OF = {
  FAILED: "failed",
  QUEUED: "queued",
  SENT: "sent",
  OBSOLETE: "obsolete",
  DISCARDED: "discarded",
} as const;

/** The states of emails with how many there are of each. */
export function EmailPlaces({ counts, here }: { counts: Counts; here: EmailState }) {
  return (
    <>
      <nav aria-label="Emails by state">
        <ul class="actions usa-list--unstyled" role="list">
          {EMAIL_STATES.map(({ state, title }) => (
            <li key={state}>
              <Link
                to={`/office/emails?state=${state.toLowerCase()}`}
                aria-current={state === here ? "page" : undefined}
                class={state === here ? "text-bold" : undefined}
              >
                {title} {counts[COUNT_OF[state]].toLocaleString("en-US")}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <details>
        <summary>Why didn't this go out?</summary>
        <dl class="facts">
          <dt>Failed</dt>
          <dd>The mail server refused it for good, or it was tried too often. You send it again or discard it.</dd>
          <dt>Waiting</dt>
          <dd>Its turn has not come yet, or it will be tried again.</dd>
          <dt>No longer true</dt>
          <dd>It was no longer true when its turn came, so it was left out. There is nothing to do.</dd>
          <dt>Discarded</dt>
          <dd>It failed, and somebody in the office decided not to send it.</dd>
        </dl>
      </details>
    </>
  );
}
