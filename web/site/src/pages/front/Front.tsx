import { Page } from "../../app/Page";
import { FrontDocument } from "../../graph/generated/pages/front/front";
import { useScreen } from "../../graph/useScreen";
import { About } from "./About";
import { cycleSentence } from "./cycle";

const NO_VARIABLES = {};

/** The page of whoever is not signed in. It is whole also where the question about the cycle fails. */
export function Front() {
  const period = useScreen(FrontDocument, NO_VARIABLES).data?.applicationPeriod;
  return (
    <Page title="Find a mentor, or be one" width="reading">
      <About cycle={period ? cycleSentence(period) : ""} />
    </Page>
  );
}
