import { OfficePage } from "./OfficePage";

export default function OverviewPage() {
  return <OfficePage title="Program office">{null}</OfficePage>;
}
