import type { ComponentType } from "preact";
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from "preact-iso";
import { exec } from "preact-iso/router";
import { Unbroken } from "../pages/wrong/Broken";
import { NotFound } from "../pages/wrong/NotFound";
import { NotLoaded } from "../pages/wrong/NotLoaded";
import { SignInFirst } from "../pages/wrong/SignInFirst";
import { Unreachable } from "../pages/wrong/Unreachable";
import { at } from "./base";
import { type Parameters, routes } from "./routes";
import { Shell } from "./Shell";
import { useTrouble } from "./trouble";
import { useViewer } from "./viewer";

/** The addresses that the site's own script opens; the others are the server's, such as `/auth/login` and files. */
const SITE = new RegExp(
  `^${at("/").replaceAll(".", "\\.")}(?!auth/|explore|exports/|imports|development/|outbox|graphql|letters/|assets/|meetings/[^/]*\\.ics)`,
);

const pages = routes.map(({ path, load, anybody }) => {
  const Lazy = lazy(loading(load));
  return { path: at(path), page: anybody ? Lazy : signedIn(Lazy), preload: Lazy.preload };
});

/** Emails' programs cut addresses off, as in `/resources/%C3`: no page has such a one, and the router fails at it. */
function isReadable(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Fetches the script of the present address's page, while the server is asked who is signed in. */
export async function loadPage(here = location.pathname): Promise<void> {
  const page = isReadable(here) ? pages.find(({ path }) => exec(here, path)) : null;
  await page?.preload().catch(() => undefined); // whoever shows the page is told
}
void loadPage();

/** A page that does not come is told in its place: it is gone where a newer release has come, or there is no connection. */
function loading(load: () => Promise<{ default: ComponentType<Parameters> }>) {
  return () => load().catch(() => ({ default: NotLoaded }));
}

function signedIn(PageOf: ComponentType<Parameters>): ComponentType<Parameters> {
  return function SignedIn(parameters: Parameters) {
    const [viewer, trouble] = [useViewer(), useTrouble()];
    if (viewer) return <PageOf {...parameters} />;
    return trouble ? <Unreachable trouble={trouble} /> : <SignInFirst />;
  };
}

function Pages() {
  const { path: here } = useLocation();
  if (!isReadable(here)) return <NotFound />;
  return (
    <Router>
      {pages.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route default component={NotFound} />
    </Router>
  );
}

export function Site() {
  return (
    <LocationProvider scope={SITE}>
      <Shell>
        <ErrorBoundary>
          <Unbroken>
            <Pages />
          </Unbroken>
        </ErrorBoundary>
      </Shell>
    </LocationProvider>
  );
}
