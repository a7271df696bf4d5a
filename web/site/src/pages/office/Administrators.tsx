import { Page } from "../../app/Page";

export default function AdministratorsPage() {
  return <Page title="Administrators">{null}</Page>;
}
