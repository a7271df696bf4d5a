import { Page } from "../../app/Page";

export default function ResourcesPage() {
  return <Page title="Resources">{null}</Page>;
}
