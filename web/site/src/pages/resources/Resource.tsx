import { Page } from "../../app/Page";

export default function ResourcePage() {
  return <Page title="Resource">{null}</Page>;
}
