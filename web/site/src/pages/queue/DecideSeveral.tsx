import { Page } from "../../app/Page";

export default function DecideSeveralPage() {
  return <Page title="Decide several">{null}</Page>;
}
