import { Page } from "../../app/Page";

export default function ParticipationPage() {
  return <Page title="Participation">{null}</Page>;
}
