import { Page } from "../../app/Page";
import type { Screen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Shown } from "../../parts/Shown";

/** The server cannot say who is signed in. Where it does not answer at all, the notices ask it again every few seconds. */
export function Unreachable({ trouble }: { trouble: Screen<unknown> }) {
  if (!trouble.error?.networkError) {
    return (
      <Page title="We can't open this page right now" width="reading">
        <Shown screen={trouble} what="this page">
          {() => null}
        </Shown>
      </Page>
    );
  }
  return (
    <Page title="We can't reach MOMENTS" width="reading">
      <p>MOMENTS may be starting again. We try by ourselves every few seconds.</p>
      <p>
        <Button onPress={trouble.again}>Try now</Button>
      </p>
    </Page>
  );
}
