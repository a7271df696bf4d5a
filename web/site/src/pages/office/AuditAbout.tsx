import { useLocation } from "preact-iso";
import { OfficeAuditPersonDocument } from "../../graph/generated/pages/office/audit";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";

interface Props {
  /** The list's address. */
  list: string;
  id: string;
  /** "Only about", "Only by". */
  words: string;
  /** The filter of the address. */
  without: string;
}

/** Whose entries are shown, and the way back to everybody's. */
export function AuditAbout({ list, id, words, without }: Props) {
  const { url } = useLocation();
  const node = useScreen(OfficeAuditPersonDocument, { id }).data?.node;
  const search = new URL(url, location.origin).searchParams;
  search.delete(without);
  search.delete("after");
  return (
    <p>
      {words} {node?.__typename === "Person" ? node.name : "one person"}.{" "}
      <Link to={`${list}?${search}`}>Show everybody</Link>
    </p>
  );
}
