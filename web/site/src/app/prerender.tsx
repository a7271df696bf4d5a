import { Client } from "@urql/core";
import { Provider } from "@urql/preact";
import { LocationProvider } from "preact-iso";
import { renderToString } from "preact-render-to-string";
import { Front } from "../pages/front/Front";
import { Frame } from "./Frame";

/** The front page as whoever has no script yet, or none at all, reads it; `prerender.mjs` puts it into a page of its own. */
export function frontPage(): string {
  const silent = new Client({ url: "http://nobody.example", exchanges: [] }); // answers nothing
  return renderToString(
    <Provider value={silent}>
      <LocationProvider>
        <Frame>
          <div class="notices" />
          <Front />
        </Frame>
      </LocationProvider>
    </Provider>,
  );
}
