import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { DateField, dayFrom, NO_DATE, partsOf } from "../../forms/DateField";
import { Select } from "../../forms/Select";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { EMAIL_KINDS } from "./emailWords";

const KINDS = Object.entries(EMAIL_KINDS).map(([value, label]) => ({ value, label }));

/** Narrows the emails by kind and day; one person's are reached from their page. The address holds it. */
export function EmailFilter() {
  const { query, route } = useLocation();
  const [kind, setKind] = useState(query.kind ?? "");
  const [since, setSince] = useState(query.since ? partsOf(query.since) : NO_DATE);
  const [wrong, setWrong] = useState(false);
  const isNarrow = Boolean(query.kind || query.since || query.person);
  const all = `/office/emails${query.state ? `?state=${query.state}` : ""}`;
  return (
    <details class="filters not-printed" open={isNarrow || undefined}>
      <summary>Narrow the list</summary>
      {query.person && <p>Only the emails to one person are shown.</p>}
      <form
        role="search"
        aria-label="Emails"
        onSubmit={(event) => {
          event.preventDefault();
          const day = dayFrom(since);
          const isEmpty = Object.values(since).every((part) => part === "");
          setWrong(!day && !isEmpty);
          if (!day && !isEmpty) return;
          const { state, person } = query;
          const given = Object.entries({ state, person, kind, since: day }).flatMap(([name, value]) =>
            value ? [[name, value] as [string, string]] : [],
          );
          route(at(`/office/emails?${new URLSearchParams(given)}`));
        }}
      >
        <div class="fields">
          <Select id="email-kind" label="What" none="All emails" choices={KINDS} value={kind} onValue={setKind} />
          <DateField
            id="email-since"
            label="Due on this day or later"
            optional
            error={wrong ? "Enter the date as a month, a day and a year." : undefined}
            value={since}
            onValue={setSince}
          />
        </div>
        <div class="actions">
          <Button type="submit" look="outline">
            Show
          </Button>
          {isNarrow && <Link to={all}>Show all</Link>}
        </div>
      </form>
    </details>
  );
}
