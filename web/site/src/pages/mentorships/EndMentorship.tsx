import { Page } from "../../app/Page";

export default function EndMentorshipPage() {
  return <Page title="End mentorship">{null}</Page>;
}
