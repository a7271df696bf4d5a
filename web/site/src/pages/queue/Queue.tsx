import { Page } from "../../app/Page";

export default function QueuePage() {
  return <Page title="Queue">{null}</Page>;
}
