import { Page } from "../../app/Page";

export default function EditApplicationPage() {
  return <Page title="Edit application">{null}</Page>;
}
