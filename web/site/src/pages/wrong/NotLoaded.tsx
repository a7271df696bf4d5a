import { Page } from "../../app/Page";

/** A page whose script did not come: it is another release's by now, or there is no connection. Loading anew mends both. */
export function NotLoaded() {
  return (
    <Page title="We couldn't load this page" width="reading">
      <p>
        {navigator.onLine ? "MOMENTS was updated while you were here." : "You're offline. Try again when you're back."}{" "}
        What you typed is kept.
      </p>
      <p>
        <a class="usa-button" href={location.href}>
          {navigator.onLine ? "Load the new version" : "Try again"}
        </a>
      </p>
    </Page>
  );
}
