import { Page } from "../../app/Page";

export default function MentorshipsPage() {
  return <Page title="Mentorships">{null}</Page>;
}
