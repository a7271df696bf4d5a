import { Page } from "../../app/Page";

export default function LogMeetingPage() {
  return <Page title="Log meeting">{null}</Page>;
}
