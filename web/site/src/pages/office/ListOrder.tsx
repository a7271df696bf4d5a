import { useLocation } from "preact-iso";
import { Link } from "../../parts/Link";

/** The order that the list is in, and the way to the other one. `to`: the list's address. */
export function ListOrder({ to, oldest }: { to: string; oldest: boolean }) {
  const { url } = useLocation();
  const search = new URL(url, location.origin).searchParams;
  search.delete("after");
  if (oldest) search.delete("order");
  else search.set("order", "oldest");
  return (
    <p>
      {oldest ? "Oldest first. " : "Newest first. "}
      <Link to={`${to}?${search}`}>{oldest ? "Show the newest first" : "Show the oldest first"}</Link>
    </p>
  );
}
