import type { SuggestionsPageQuery } from "../../graph/generated/pages/suggestions/suggestions";
import { Link } from "../../parts/Link";

/** How many can be asked now; if none, whom one waits for. */
export function Places({ data }: { data: SuggestionsPageQuery }) {
  const { openPlacesAsMentee: places, requestsWaiting: waiting } = data.viewer?.participant ?? {};
  const left = (places ?? 0) - (waiting ?? 0);
  if (left > 1) return <>You can ask {left} of them at the same time.</>;
  if (left === 1) return <>You can ask {waiting ? "1 more" : "1"} of them.</>;
  const asked = data.viewer?.requestsMade.nodes ?? [];
  return (
    <>
      You're waiting for{" "}
      {asked.map(({ id, partner }, index) => (
        <span key={id}>
          {index > 0 && " and "}
          <Link to={`/requests/${id}`}>{partner?.name}</Link>
        </span>
      ))}
      . Cancel a request to ask someone else.
    </>
  );
}
