import { Page } from "../../app/Page";

export default function SkillsPage() {
  return <Page title="Skills">{null}</Page>;
}
