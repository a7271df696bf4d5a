import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { FieldError } from "../../forms/errors";
import { OfficeImportsDocument } from "../../graph/generated/pages/office/imports";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { BY_COMMAND, comeAndLeave, IMPORT_STATES } from "./importWords";
import { ListedTable } from "./ListedTable";
import { OfficePage } from "./OfficePage";
import { Renumberings } from "./Renumberings";
import { UploadForm } from "./UploadForm";

const COLUMNS = [
  { title: "Uploaded" },
  { title: "By" },
  { title: "State" },
  { title: "Changes" },
  { title: "Problems", number: true },
];

/** The files of the State's personnel system: checked first, then imported. */
export default function ImportsPage() {
  const { after = null, pairs = null } = useLocation().query;
  const screen = useScreen(OfficeImportsDocument, { after });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  return (
    <OfficePage title="Imports" errors={errors}>
      <UploadForm errors={errors} onErrors={setErrors} />
      <Renumberings after={pairs} />
      <h2>Imports so far</h2>
      <Shown screen={screen} what="the imports">
        {({ viewer }) => {
          const imports = viewer?.officeDashboard?.imports;
          if (!imports) return null;
          return (
            <ListedTable
              one="import"
              several="imports"
              total={imports.totalCount}
              pageInfo={imports.pageInfo}
              columns={COLUMNS}
              rows={imports.nodes.map(({ id, uploadedAt, importedBy, state, counts, problems }) => ({
                key: id,
                cells: [
                  <Link to={`/office/imports/${id}`}>
                    <DateTime value={uploadedAt} as="both" />
                  </Link>,
                  importedBy?.name ?? BY_COMMAND,
                  IMPORT_STATES[state],
                  counts ? comeAndLeave(counts) : "",
                  problems.totalCount ?? 0,
                ],
              }))}
              none="The office has imported no files yet."
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}
