import { Page } from "../../app/Page";

export default function MenteeFormPage() {
  return <Page title="Mentee form">{null}</Page>;
}
