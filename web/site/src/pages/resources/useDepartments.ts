import { useEffect, useState } from "preact/hooks";
import {
  type DepartmentContactFragment,
  DepartmentContactsDocument,
} from "../../graph/generated/pages/resources/resources";
import { useScreen } from "../../graph/useScreen";

export type DepartmentContact = DepartmentContactFragment;
const NONE: readonly DepartmentContact[] = [];

/** All departments, page after page, and the reader's own. */
export function useDepartments() {
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState(NONE);
  const { data } = useScreen(DepartmentContactsDocument, { after });
  const page = data?.departments;
  useEffect(() => {
    if (!page?.pageInfo.hasNextPage) return;
    setBefore((known) => [...known, ...page.nodes]);
    setAfter(page.pageInfo.endCursor);
  }, [page?.pageInfo.endCursor]);
  const found = [...before, ...(page?.nodes ?? NONE)];
  const departments = [...new Map(found.map((each) => [each.id, each])).values()];
  const viewer = data?.viewer ?? null;
  return { departments, own: viewer?.person.department.id, isSignedIn: viewer !== null };
}
