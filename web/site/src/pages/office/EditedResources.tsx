import { Page } from "../../app/Page";

export default function EditedResourcesPage() {
  return <Page title="Edited resources">{null}</Page>;
}
