import "./styles/generated/site.css";
import { Provider } from "@urql/preact";
import { render } from "preact";
import { Site } from "./app/Router";
import { client } from "./graph/client";
import { SessionDocument } from "./graph/generated/app/session";
import { FrontDocument } from "./graph/generated/pages/front/front";

const PATIENCE = 3000; // milliseconds

/** What a front page that is drawn already waits for, so that it is replaced by the same, and nothing flashes. */
function ready(): Promise<unknown> {
  const asked = [
    client.query(SessionDocument, {}).toPromise(),
    client.query(FrontDocument, {}).toPromise(),
    import("./pages/home/Start"),
  ];
  return Promise.race([Promise.allSettled(asked), new Promise((go) => setTimeout(go, PATIENCE))]);
}

const root = document.getElementById("site");
if (root) {
  if (root.firstElementChild) await ready();
  render(
    <Provider value={client}>
      <Site />
    </Provider>,
    root,
  );
}
