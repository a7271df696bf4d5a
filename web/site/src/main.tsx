import "./styles/generated/site.css";
import { Provider } from "@urql/preact";
import { render } from "preact";
import { Site } from "./app/Router";
import { client } from "./graph/client";

const root = document.getElementById("site");
if (root) {
  render(
    <Provider value={client}>
      <Site />
    </Provider>,
    root,
  );
}
