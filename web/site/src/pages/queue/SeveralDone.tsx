import { useEffect } from "preact/hooks";
import { Page } from "../../app/Page";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";
import type { SeveralResult, SeveralResults } from "./useSeveral";

interface Props {
  result: SeveralResults;
  back: { to: string; title: string };
}

/** What became of several: those that were refused first, with why. */
export function SeveralDone({ result: { what, results, reminder }, back }: Props) {
  useEffect(() => document.querySelector("h1")?.focus(), []);
  const done = results.filter((each) => each.done);
  const refused = results.filter((each) => !each.done);
  const did = what === "approve" ? "approved" : "denied";
  const title = `${done.length} ${did}${refused.length ? `, ${refused.length} not` : ""}`;
  return (
    <Page title={results.length ? title : "Nothing was decided here"}>
      {results.length > 0 && (
        <section class="table-region" aria-label="What became of each" tabIndex={0}>
          <table class="usa-table usa-table--borderless">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">What happened</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {[...refused, ...done].map((each) => (
                <Outcome key={each.id} result={each} did={did} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {reminder && <p>{reminder}</p>}
      <p>
        <Link to={back.to} class="usa-button">
          Back to {back.title.charAt(0).toLowerCase() + back.title.slice(1)}
        </Link>
      </p>
    </Page>
  );
}

function Outcome({ result: { id, name, kind, done, why }, did }: { result: SeveralResult; did: string }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`/applications/${id}`}>{name}</Link>
      </th>
      <td>{roleWord(kind)}</td>
      <td>{done ? did.charAt(0).toUpperCase() + did.slice(1) : `Not ${did}`}</td>
      <td>{done ? "Told by email" : why}</td>
    </tr>
  );
}
