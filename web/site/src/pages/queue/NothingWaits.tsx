import { useSignedIn } from "../../app/viewer";
import type { DecidedApplicationFragment } from "../../graph/generated/pages/queue/queue";
import { Link } from "../../parts/Link";
import { decidedSentence } from "./words";

/** An empty queue, with what was decided last. `wasLast`: it became empty while the page was open. */
export function NothingWaits({
  wasLast,
  decided,
}: {
  wasLast: boolean;
  decided: readonly DecidedApplicationFragment[];
}) {
  const me = useSignedIn().person.id;
  if (wasLast) return <p>That was the last one.</p>;
  return (
    <>
      <p>No applications wait for you. You get an email on Monday when some do.</p>
      {decided.length > 0 && (
        <>
          <h2>Decided last</h2>
          <ul class="usa-list">
            {decided.map((application) => (
              <li key={application.id}>
                <Link to={`/applications/${application.id}`}>{application.applicant.name}</Link>:{" "}
                {decidedSentence(application, me)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
