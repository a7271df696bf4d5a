import { Page } from "../../app/Page";

export default function BeAMentorPage() {
  return <Page title="Be a mentor">{null}</Page>;
}
