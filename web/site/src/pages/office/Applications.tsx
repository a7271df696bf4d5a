import { Page } from "../../app/Page";

export default function ApplicationsPage() {
  return <Page title="Applications">{null}</Page>;
}
