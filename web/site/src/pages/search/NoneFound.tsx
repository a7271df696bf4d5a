import { SearchCountDocument } from "../../graph/generated/pages/search/search";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { criteriaOf, type FilterOn, placeFor } from "./filters";

const TRIED = 8; // filters, each of which is a question to the server

/** Nobody fits all filters: which of them to leave out, and how many there would be. */
export function NoneFound({ on }: { on: readonly FilterOn[] }) {
  if (on.length === 0) return <p>No mentor takes requests right now. Look again in a few days.</p>;
  return (
    <>
      <p>No mentor fits {on.length === 1 ? "this filter" : "all of these"}. Try without:</p>
      <ul class="usa-list">
        {on.slice(0, TRIED).map((filter) => (
          <Without key={filter.label} filter={filter} />
        ))}
        <li>
          <Link to="/search">Clear all filters</Link>
        </li>
      </ul>
    </>
  );
}

function Without({ filter: { label, without } }: { filter: FilterOn }) {
  const { data } = useScreen(SearchCountDocument, { where: criteriaOf(without) });
  const more = data?.searchMentors.totalCount;
  if (more === 0) return null;
  return (
    <li>
      <Link to={placeFor(without, "BEST_MATCH")}>{label}</Link>
      {typeof more === "number" && ` (${more.toLocaleString("en-US")} more)`}
    </li>
  );
}
