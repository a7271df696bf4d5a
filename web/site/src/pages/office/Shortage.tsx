import { Page } from "../../app/Page";

export default function ShortagePage() {
  return <Page title="Shortage">{null}</Page>;
}
