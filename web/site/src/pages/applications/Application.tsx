import { Page } from "../../app/Page";

export default function ApplicationPage() {
  return <Page title="Application">{null}</Page>;
}
