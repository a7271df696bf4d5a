import { Page } from "../../app/Page";

export default function ImportPage() {
  return <Page title="Import">{null}</Page>;
}
