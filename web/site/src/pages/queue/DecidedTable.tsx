import { useSignedIn } from "../../app/viewer";
import type { DecidedApplicationFragment } from "../../graph/generated/pages/queue/queue";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";
import { ended } from "./words";

interface Props {
  applications: readonly DecidedApplicationFragment[];
  /** Whether the table says whose supervisor it was. */
  supervisors?: boolean;
}

/** Decided applications, newest first. */
export function DecidedTable({ applications, supervisors = false }: Props) {
  return (
    <section class="table-region" aria-label="Decided applications" tabIndex={0}>
      <table class="usa-table usa-table--borderless">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Wanted to be</th>
            <th scope="col">Outcome</th>
            <th scope="col">By</th>
            <th scope="col">When</th>
            <th scope="col">In lieu</th>
          </tr>
        </thead>
        <tbody>
          {applications.map((application) => (
            <DecidedRow key={application.id} application={application} supervisors={supervisors} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DecidedRow({ application, supervisors }: { application: DecidedApplicationFragment; supervisors: boolean }) {
  const me = useSignedIn().person.id;
  const { id, applicant, kind, decision, supervisor } = application;
  if (!decision) return null;
  return (
    <tr>
      <th scope="row">
        <Link to={`/applications/${id}`}>{applicant.name}</Link>
      </th>
      <td>{roleWord(kind)}</td>
      <td>
        {decision.outcome === "APPROVED" ? "Approved" : "Denied"}
        {decision.message && (
          <details>
            <summary>
              Show message<span class="usa-sr-only"> to {applicant.name}</span>
            </summary>
            <p class="typed">{decision.message}</p>
          </details>
        )}
      </td>
      <td>{decision.decidedBy?.id === me ? "You" : (decision.decidedBy?.name ?? "Not known any more")}</td>
      <td>
        <DateTime value={decision.decidedAt} />
      </td>
      <td>
        {decision.inLieu ? (
          <>
            {supervisors && supervisor && `For ${supervisor.person.name}: `}
            {ended(decision.ground ?? "Yes")} {decision.seenAt ? "Seen." : "Not seen yet."}
          </>
        ) : (
          "No"
        )}
      </td>
    </tr>
  );
}
