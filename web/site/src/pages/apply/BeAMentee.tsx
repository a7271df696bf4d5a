import { Page } from "../../app/Page";

export default function BeAMenteePage() {
  return <Page title="Be a mentee">{null}</Page>;
}
