import { Page } from "../../app/Page";

export default function RequestPage() {
  return <Page title="Request">{null}</Page>;
}
