import { Page } from "../../app/Page";

export default function SurveyAnswersPage() {
  return <Page title="Survey answers">{null}</Page>;
}
