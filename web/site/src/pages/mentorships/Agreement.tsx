import { Page } from "../../app/Page";

export default function AgreementPage() {
  return <Page title="Agreement">{null}</Page>;
}
