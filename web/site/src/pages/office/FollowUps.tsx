import { Page } from "../../app/Page";

export default function FollowUpsPage() {
  return <Page title="Follow ups">{null}</Page>;
}
