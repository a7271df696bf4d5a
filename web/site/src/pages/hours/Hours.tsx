import { Page } from "../../app/Page";

export default function HoursPage() {
  return <Page title="Hours">{null}</Page>;
}
