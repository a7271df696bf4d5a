import { Link } from "../../parts/Link";

interface Props {
  here: "suggestions" | "search";
  /** How many are on the viewer's list; null where there is no list. */
  recommended: number | null;
}

/** The two ways to a mentor. */
export function FindNav({ here, recommended }: Props) {
  return (
    <nav aria-label="Find a mentor" class="find-nav">
      <ul role="list">
        <li>
          <Link to="/suggestions" aria-current={here === "suggestions" ? "page" : undefined}>
            {recommended ? `Recommended (${recommended})` : "Recommended"}
          </Link>
        </li>
        <li>
          <Link to="/search" aria-current={here === "search" ? "page" : undefined}>
            Search
          </Link>
        </li>
      </ul>
    </nav>
  );
}
