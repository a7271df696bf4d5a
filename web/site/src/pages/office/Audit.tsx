import { Page } from "../../app/Page";

export default function AuditPage() {
  return <Page title="Audit">{null}</Page>;
}
