import { Page } from "../../app/Page";

export default function MeetingPage() {
  return <Page title="Meeting">{null}</Page>;
}
