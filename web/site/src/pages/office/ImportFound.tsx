import { at } from "../../app/base";
import { FigureTable } from "../../charts/FigureTable";
import type { OfficeOneImportQuery } from "../../graph/generated/pages/office/imports";
import { Alert } from "../../parts/Alert";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { count } from "../../parts/words";
import { ApplyImport } from "./ApplyImport";
import { ImportChanges } from "./ImportChanges";
import { BY_COMMAND, IMPORT_STATES } from "./importWords";

export type OneImport = Extract<NonNullable<OfficeOneImportQuery["node"]>, { __typename: "DirectoryImport" }>;

const PROBLEMS = [{ title: "File" }, { title: "Line", number: true }, { title: "Column" }, { title: "What is wrong" }];

/** How an import stands. */
export function ImportFound({ found, kind }: { found: OneImport; kind: string | undefined }) {
  const { state, message, uploadedAt, importedBy, doneAt, counts, problems } = found;
  const total = problems.totalCount ?? 0;
  return (
    <>
      <p>
        Uploaded by {importedBy?.name ?? BY_COMMAND}: <DateTime value={uploadedAt} as="both" />
        <br />
        {IMPORT_STATES[state]}
        {state === "APPLIED" && doneAt && (
          <>
            : <DateTime value={doneAt} as="both" />
          </>
        )}
      </p>
      {message && <Alert kind="error">{message}</Alert>}
      {(state === "CHECKING" || state === "APPLYING") && (
        <p>This takes a minute or two. You can leave; the result stays here.</p>
      )}
      {state === "PREVIEWED" && counts && <ApplyImport id={found.id} counts={counts} />}
      <ImportChanges found={found} kind={kind} />
      {total > 0 && (
        <>
          <h2>{count(total, "problem", "problems")} in the files</h2>
          <p>
            {counts
              ? "The rows that have one are set apart: their people stay as they are, and everybody else is imported."
              : "The files can't be imported as they are."}{" "}
            Private values are not shown here, only where they are.
          </p>
          <FigureTable
            caption="Problems, in the order of the files"
            columns={PROBLEMS}
            rows={problems.nodes.map(({ file, line, column, message }, index) => ({
              key: `${index}`,
              cells: [file, line ?? "", column ?? "", message],
            }))}
          />
          <Pagination of="problems" pageInfo={problems.pageInfo} />
          <p>
            <a href={at(`/imports/${encodeURIComponent(found.id)}/problems.csv`)} download>
              Download all problems (CSV)
            </a>
          </p>
        </>
      )}
      {(state === "REFUSED" || state === "FAILED" || (state === "PREVIEWED" && total > 0)) && (
        <p>
          <Link to="/office/imports">Upload other files</Link>
        </p>
      )}
    </>
  );
}
