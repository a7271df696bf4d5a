import { Page } from "../../app/Page";

export default function SurveyChoicesPage() {
  return <Page title="Survey choices">{null}</Page>;
}
