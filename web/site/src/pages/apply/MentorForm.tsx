import { Page } from "../../app/Page";

export default function MentorFormPage() {
  return <Page title="Mentor form">{null}</Page>;
}
