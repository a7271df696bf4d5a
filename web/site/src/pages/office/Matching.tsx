import { Page } from "../../app/Page";

export default function MatchingPage() {
  return <Page title="Matching">{null}</Page>;
}
