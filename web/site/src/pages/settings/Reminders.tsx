import { Page } from "../../app/Page";

export default function RemindersPage() {
  return <Page title="Reminders">{null}</Page>;
}
