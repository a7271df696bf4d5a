import { Page } from "../../app/Page";

export default function SurveyPage() {
  return <Page title="Survey">{null}</Page>;
}
