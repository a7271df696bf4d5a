import { Page } from "../../app/Page";

export default function NewMeetingPage() {
  return <Page title="New meeting">{null}</Page>;
}
