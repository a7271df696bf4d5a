import { FigureTable } from "../../charts/FigureTable";
import {
  OfficePersonRecordsDocument,
  type OfficePersonSurveyFragment,
} from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { spelled } from "./lists";

const EMAIL_COLUMNS = [{ title: "Email" }, { title: "State" }, { title: "Due" }, { title: "Problem" }];
const AUDIT_COLUMNS = [{ title: "When" }, { title: "What" }, { title: "By" }];

/** A person's surveys, emails, and what is recorded of them. */
export function PersonRecords({ person }: { person: string }) {
  const screen = useScreen(OfficePersonRecordsDocument, { person });
  return (
    <Shown screen={screen} what="the surveys, emails and records" part>
      {({ viewer }) => {
        const office = viewer?.officeDashboard;
        if (!office) return null;
        return (
          <>
            <h2>Surveys</h2>
            <Surveys surveys={[...office.asked.nodes, ...office.answered.nodes]} />
            <h2>Latest emails</h2>
            {office.emails.nodes.length === 0 && <p>No email was sent.</p>}
            {office.emails.nodes.length > 0 && (
              <FigureTable
                captioned
                caption="The latest emails to this person"
                columns={EMAIL_COLUMNS}
                rows={office.emails.nodes.map(({ id, kind, state, dueAt, problem }) => ({
                  key: id,
                  cells: [spelled(kind), spelled(state), <DateTime value={dueAt} as="both" />, problem ?? ""],
                }))}
              />
            )}
            <h2>What is recorded</h2>
            {office.audit.nodes.length === 0 && <p>Nothing.</p>}
            {office.audit.nodes.length > 0 && (
              <FigureTable
                captioned
                caption="The latest records about this person"
                columns={AUDIT_COLUMNS}
                rows={office.audit.nodes.map(({ id, at, message, actor }) => ({
                  key: id,
                  cells: [<DateTime value={at} as="both" />, message, actor?.name ?? "The program"],
                }))}
              />
            )}
            <p>
              <Link to={`/office/audit?person=${person}&period=all`}>All records about this person</Link>
            </p>
            <p>
              <Link to={`/office/reads?person=${person}&period=all`}>Who read this person's private facts</Link>
            </p>
          </>
        );
      }}
    </Shown>
  );
}

function Surveys({ surveys }: { surveys: readonly OfficePersonSurveyFragment[] }) {
  if (surveys.length === 0) return <p>None is due or answered.</p>;
  return (
    <ul>
      {surveys.map(({ id, role, other, dueAt, submittedAt }) => (
        <li key={id}>
          As a {roleWord(role)}, with {other.name}:{" "}
          {submittedAt ? (
            <>
              <Link to={`/office/surveys/${id}`}>answered</Link> <DateTime value={submittedAt} />
            </>
          ) : (
            <>
              not answered, due <DateTime value={dueAt} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
