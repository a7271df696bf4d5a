import "./styles/generated/site.css";
import { Provider } from "@urql/preact";
import { hydrate, render } from "preact";
import { loadPage, Site } from "./app/Router";
import { client } from "./graph/client";
import { SessionDocument } from "./graph/generated/app/session";
import { FrontDocument } from "./graph/generated/pages/front/front";

const PATIENCE = 3000; // milliseconds

/** What a front page that is drawn already waits for, so that it is taken over as it is, and nothing flashes. */
function ready(): Promise<unknown> {
  const asked = [
    client.query(SessionDocument, {}).toPromise(),
    client.query(FrontDocument, {}).toPromise(),
    loadPage(),
  ];
  return Promise.race([Promise.allSettled(asked), new Promise((go) => setTimeout(go, PATIENCE))]);
}

const root = document.getElementById("site");
const site = (
  <Provider value={client}>
    <Site />
  </Provider>
);
if (root?.firstElementChild) {
  await ready();
  for (const link of root.querySelectorAll("a")) link.setAttribute("href", link.href.replace(location.origin, ""));
  hydrate(site, root);
} else if (root) {
  render(site, root);
}
