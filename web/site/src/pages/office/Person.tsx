import { Page } from "../../app/Page";

export default function PersonPage() {
  return <Page title="Person">{null}</Page>;
}
