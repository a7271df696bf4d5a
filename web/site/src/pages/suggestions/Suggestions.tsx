import { Page } from "../../app/Page";

export default function SuggestionsPage() {
  return <Page title="Suggestions">{null}</Page>;
}
