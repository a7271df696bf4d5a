import { Page } from "../../app/Page";

export default function PeoplePage() {
  return <Page title="People">{null}</Page>;
}
