import { Page } from "../../app/Page";

export default function TeamPage() {
  return <Page title="Team">{null}</Page>;
}
