import { useState } from "preact/hooks";
import type { EmailState, OfficeEmailsQuery } from "../../graph/generated/pages/office/emails";
import { Button } from "../../parts/Button";
import { focusBeside } from "../../parts/focus";
import { Pagination } from "../../parts/Pagination";
import { count } from "../../parts/words";
import { EmailItem } from "./EmailItem";
import { EMAIL_STATES } from "./emailWords";
import { SeveralEmails } from "./SeveralEmails";
import { useEmailRows } from "./useEmailRows";

interface Props {
  state: EmailState;
  emails: NonNullable<NonNullable<OfficeEmailsQuery["viewer"]>["officeDashboard"]>["emails"];
  reasonLimit: number;
  /** Names this list: another state, filter or page begins anew. */
  place: string;
}

/** The emails of one state. Rows stay where they are while they are sent again or discarded, here or by somebody else. */
export function EmailList({ state, emails, reasonLimit, place }: Props) {
  const { rows, dismiss } = useEmailRows(emails.nodes, place);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const words = EMAIL_STATES.find((each) => each.state === state);
  const gone = rows.filter(({ isGone }) => isGone).map(({ email }) => email.id);
  const failed = rows.filter(({ email, isGone }) => !isGone && email.state === "FAILED").map(({ email }) => email);
  function select(ids: readonly string[], is: boolean) {
    const next = new Set(selected);
    for (const id of ids) is ? next.add(id) : next.delete(id);
    setSelected(next);
  }
  return (
    <section aria-labelledby="emails">
      <h2 id="emails">{words?.title} emails</h2>
      <p class={rows.length === 0 ? undefined : "count-line"} id="email-count" tabIndex={-1}>
        {rows.length === 0 ? words?.none : count(emails.totalCount ?? 0, "email", "emails")}
        {emails.pageInfo.hasNextPage && ", 50 a page"}
      </p>
      {state === "FAILED" && rows.length > 0 && (
        <SeveralEmails
          emails={failed}
          selected={failed.filter(({ id }) => selected.has(id))}
          reasonLimit={reasonLimit}
          onSelect={select}
        />
      )}
      {gone.length > 1 && (
        <p>
          <Button
            look="unstyled"
            onPress={() => {
              dismiss(gone);
              document.getElementById("email-count")?.focus();
            }}
          >
            Clear all {gone.length} notes
          </Button>
        </p>
      )}
      <ul class="rows" role="list">
        {rows.map((row) => (
          <EmailItem
            key={row.email.id}
            row={row}
            reasonLimit={reasonLimit}
            selected={failed.length > 1 ? selected.has(row.email.id) : null}
            onSelected={(is) => select([row.email.id], is)}
            onDismiss={() => {
              const id = `email-${row.email.id}`;
              focusBeside(document.getElementById(id), new Set([id]));
              dismiss([row.email.id]);
            }}
          />
        ))}
      </ul>
      <Pagination of="emails" pageInfo={emails.pageInfo} />
    </section>
  );
}
