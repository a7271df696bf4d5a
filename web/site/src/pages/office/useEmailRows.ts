import { useMemo, useRef, useState } from "preact/hooks";
import { type EmailListedFragment, OfficeEmailsNowDocument } from "../../graph/generated/pages/office/emails";
import { useScreen } from "../../graph/useScreen";

export interface EmailRow {
  email: EmailListedFragment;
  isNew: boolean;
  /** It is in this list no more. */
  isGone: boolean;
}

/** Emails in a list that keeps its order: what left it stays in its place until it is dismissed, what is new comes last. */
export function useEmailRows(nodes: readonly EmailListedFragment[] | undefined, place: string) {
  const known = useRef(new Map<string, { email: EmailListedFragment; isNew: boolean; listed: boolean }>());
  const begun = useRef("");
  const [, setDismissed] = useState(0);
  useMemo(() => {
    if (begun.current !== place) known.current = new Map();
    if (!nodes) return;
    const first = begun.current !== place;
    begun.current = place;
    for (const each of known.current.values()) each.listed = false;
    for (const email of nodes) {
      const before = known.current.get(email.id);
      known.current.set(email.id, { email, isNew: before ? before.isNew : !first, listed: true });
    }
  }, [nodes, place]);
  const left = [...known.current.values()].filter(({ listed }) => !listed).map(({ email }) => email.id);
  const key = left.slice(0, 50).join();
  const variables = useMemo(() => ({ ids: key ? key.split(",") : [] }), [key]);
  const asked = useScreen(OfficeEmailsNowDocument, variables, { pause: key === "" });
  const now = new Map(
    (asked.data?.nodes ?? []).flatMap((node) => (node?.__typename === "Email" ? [[node.id, node]] : [])),
  );
  const rows: EmailRow[] = [...known.current.values()].map(({ email, isNew, listed }) => ({
    email: listed ? email : (now.get(email.id) ?? email),
    isNew,
    isGone: !listed,
  }));
  return {
    rows,
    dismiss(ids: readonly string[]) {
      for (const id of ids) known.current.delete(id);
      setDismissed((number) => number + 1);
    },
  };
}
