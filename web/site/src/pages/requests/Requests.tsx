import { Page } from "../../app/Page";

export default function RequestsPage() {
  return <Page title="Requests">{null}</Page>;
}
