import { useRef } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import type { DecidedApplicationFragment } from "../../graph/generated/pages/queue/queue";
import { Link } from "../../parts/Link";
import { MarkAsSeen } from "./MarkAsSeen";
import { decidedSentence } from "./words";

interface Props {
  decided: readonly DecidedApplicationFragment[];
  /** How many there are, of which some may be on the next page. */
  total: number;
}

/** What administrators decided in lieu of the reader, until it is seen (APR-5). */
export function DecidedInLieu({ decided, total }: Props) {
  const me = useSignedIn().person.id;
  const heading = useRef<HTMLHeadingElement>(null);
  const afterwards = () => heading.current?.focus();
  if (decided.length === 0) return null;
  return (
    <section aria-labelledby="decided-in-lieu">
      <h2 id="decided-in-lieu" ref={heading} tabIndex={-1}>
        Decided while you were out
      </h2>
      <ul class="usa-list usa-list--unstyled" role="list">
        {decided.map((application) => (
          <li key={application.id}>
            <div class="note">
              <p>
                {decidedSentence(application, me)}{" "}
                <Link to={`/applications/${application.id}`}>
                  Open<span class="usa-sr-only"> {application.applicant.name}'s application</span>
                </Link>
              </p>
              <MarkAsSeen applications={[application]} onSeen={afterwards} />
            </div>
          </li>
        ))}
      </ul>
      {decided.length > 1 && <MarkAsSeen applications={decided} onSeen={() => document.querySelector("h1")?.focus()} />}
      {total > decided.length && <p class="count-line">{total - decided.length} more after these.</p>}
    </section>
  );
}
