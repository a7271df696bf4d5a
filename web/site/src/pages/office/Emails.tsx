import { Page } from "../../app/Page";

export default function EmailsPage() {
  return <Page title="Emails">{null}</Page>;
}
