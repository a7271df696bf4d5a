import { Page } from "../../app/Page";

export default function StartPage() {
  return <Page title="Start">{null}</Page>;
}
