import { useLocation } from "preact-iso";
import { placeOf } from "../app/base";
import { Link } from "./Link";

interface Props {
  /** What is listed: "applications". */
  of: string;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  /** The query of the address that holds the cursor; another one where a page has several lists. */
  parameter?: string | undefined;
}

/** Next, and back to the first page. The page is in the address, so Back and links work. */
export function Pagination({ of, pageInfo, parameter = "after" }: Props) {
  const { url, path, query } = useLocation();
  const linkTo = (after: string | undefined) => {
    const search = new URL(url, location.origin).searchParams; // a filter may be there several times
    if (after) search.set(parameter, after);
    else search.delete(parameter);
    const text = search.toString();
    return `${placeOf(path)}${text && `?${text}`}`;
  };
  if (!pageInfo.hasNextPage && !query[parameter]) return null;
  return (
    <nav class="usa-pagination" aria-label={`Pagination, ${of}`}>
      <ul class="usa-pagination__list">
        {query[parameter] && (
          <li class="usa-pagination__item usa-pagination__arrow">
            <Link to={linkTo(undefined)} class="usa-pagination__link usa-pagination__previous-page">
              First page
            </Link>
          </li>
        )}
        {pageInfo.hasNextPage && pageInfo.endCursor && (
          <li class="usa-pagination__item usa-pagination__arrow">
            <Link to={linkTo(pageInfo.endCursor)} class="usa-pagination__link usa-pagination__next-page">
              Next page
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
