import { Page } from "../../app/Page";

export default function MentorshipPage() {
  return <Page title="Mentorship">{null}</Page>;
}
