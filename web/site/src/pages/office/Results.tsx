import { Page } from "../../app/Page";

export default function ResultsPage() {
  return <Page title="Results">{null}</Page>;
}
