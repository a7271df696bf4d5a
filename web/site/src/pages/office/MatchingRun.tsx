import { Page } from "../../app/Page";

export default function MatchingRunPage() {
  return <Page title="Matching run">{null}</Page>;
}
