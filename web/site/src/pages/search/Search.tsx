import { Page } from "../../app/Page";

export default function SearchPage() {
  return <Page title="Search">{null}</Page>;
}
