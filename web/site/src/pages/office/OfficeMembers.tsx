import { Page } from "../../app/Page";

export default function OfficeMembersPage() {
  return <Page title="Office members">{null}</Page>;
}
