import { Page } from "../../app/Page";

export default function CyclePage() {
  return <Page title="Cycle">{null}</Page>;
}
