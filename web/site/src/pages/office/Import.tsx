import { useLocation } from "preact-iso";
import type { Parameters } from "../../app/routes";
import { OfficeOneImportDocument } from "../../graph/generated/pages/office/imports";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { ImportFound } from "./ImportFound";
import { COUNTED } from "./importWords";
import { OfficePage } from "./OfficePage";

const IMPORTS = { to: "/office/imports", title: "Imports" };

/** One import: what its files would change, what is wrong with them, or what it changed. */
export default function ImportPage({ id = "" }: Parameters) {
  const { query } = useLocation();
  const { after = null, changes = null, kind } = query as Record<string, string | undefined>;
  const kinds = COUNTED.flatMap((each) => (each.kind && each.kind === kind ? [each.kind] : []));
  const variables = { id, after, changesAfter: changes, kinds: kinds.length ? kinds : null };
  const screen = useScreen(OfficeOneImportDocument, variables);
  const found = screen.data?.node;
  if (screen.data && found?.__typename !== "DirectoryImport") return <NotForYou />;
  const shown = found?.__typename === "DirectoryImport" ? found : undefined;
  const title =
    shown?.state === "PREVIEWED"
      ? "What these files would change"
      : shown?.state === "APPLIED"
        ? "What the import changed"
        : "Import of the directory";
  return (
    <OfficePage title={title} above={IMPORTS}>
      <Shown screen={screen} what="the import">
        {() => shown && <ImportFound found={shown} kind={kinds[0]} />}
      </Shown>
    </OfficePage>
  );
}
