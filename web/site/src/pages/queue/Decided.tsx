import { Page } from "../../app/Page";

export default function DecidedPage() {
  return <Page title="Decided">{null}</Page>;
}
