import { useLocation } from "preact-iso";
import type { Parameters } from "../../app/routes";
import { OfficeOneImportDocument } from "../../graph/generated/pages/office/imports";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { ImportFound } from "./ImportFound";
import { OfficePage } from "./OfficePage";

const IMPORTS = { to: "/office/imports", title: "Imports" };

/** One import: what its files would change, what is wrong with them, or what it changed. */
export default function ImportPage({ id = "" }: Parameters) {
  const { after = null } = useLocation().query;
  const screen = useScreen(OfficeOneImportDocument, { id, after });
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
        {() => shown && <ImportFound found={shown} />}
      </Shown>
    </OfficePage>
  );
}
