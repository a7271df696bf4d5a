import { useLocation } from "preact-iso";
import type { Parameters } from "../../app/routes";
import { OfficeResourceDocument } from "../../graph/generated/pages/office/resources";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotFound } from "../wrong/NotFound";
import { OfficePage } from "./OfficePage";
import { RESOURCES, ResourceEditor } from "./ResourceEditor";

export default function EditResourcePage({ slug = "" }: Parameters) {
  const { query } = useLocation();
  const screen = useScreen(OfficeResourceDocument, { slug, after: query.after ?? null });
  if (screen.data?.resource === null) return <NotFound />;
  if (screen.data?.resource?.history) {
    const { resource, limits } = screen.data;
    return <ResourceEditor key={resource.id} resource={resource} limit={limits.resource} />;
  }
  return (
    <OfficePage title="Edit a text" above={RESOURCES}>
      <Shown screen={screen} what="the text">
        {() => null}
      </Shown>
    </OfficePage>
  );
}
