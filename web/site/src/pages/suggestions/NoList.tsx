import { useSignedIn } from "../../app/viewer";
import type { RecommendedFragment, SuggestionsPageQuery } from "../../graph/generated/pages/suggestions/suggestions";
import { DateTime } from "../../parts/DateTime";
import { monthOf } from "../../parts/dates";
import { Link } from "../../parts/Link";

/** Before the first matching that the mentee is part of. */
export function NoListYet({ period }: { period: SuggestionsPageQuery["applicationPeriod"] }) {
  return (
    <>
      <p>
        {period ? (
          <>
            You'll get your list after the {monthOf(period.matchesAt)} matching on <DateTime value={period.matchesAt} />
            .
          </>
        ) : (
          "You'll get your list after the next matching."
        )}{" "}
        You don't have to wait.
      </p>
      <p>
        <Link to="/search" class="usa-button">
          Search all mentors
        </Link>
      </p>
    </>
  );
}

/** A list without a name: why, and what would change it. */
export function EmptyList({ list }: { list: RecommendedFragment }) {
  const { applications } = useSignedIn();
  const own = applications.nodes.find(({ kind, state }) => kind === "MENTEE" && state === "APPROVED");
  return (
    <>
      <p>{list.emptyMessage ?? "Nobody is on your list."}</p>
      {list.wouldAdd.nodes.length > 0 && (
        <ul class="usa-list">
          {list.wouldAdd.nodes.map(({ skill, message }) => (
            <li key={skill.id}>{message}</li>
          ))}
        </ul>
      )}
      <div class="actions">
        {own && (
          <Link to={`/applications/${own.id}/edit`} class="usa-button usa-button--outline">
            Change your application
          </Link>
        )}
        <Link to="/search" class="usa-button">
          Search all mentors
        </Link>
      </div>
    </>
  );
}
