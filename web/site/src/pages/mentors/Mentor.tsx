import { Page } from "../../app/Page";

export default function MentorPage() {
  return <Page title="Mentor">{null}</Page>;
}
