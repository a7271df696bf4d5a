import { Page } from "../../app/Page";

export default function EditResourcePage() {
  return <Page title="Edit resource">{null}</Page>;
}
