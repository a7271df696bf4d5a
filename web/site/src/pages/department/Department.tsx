import { Page } from "../../app/Page";

export default function DepartmentPage() {
  return <Page title="Department">{null}</Page>;
}
