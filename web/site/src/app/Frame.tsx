import type { ComponentChildren } from "preact";
import { Footer } from "./Footer";
import { Header } from "./Header";

/** What is around every page. */
export function Frame({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="usa-skipnav" href="#main" onClick={toMain}>
        Skip to main content
      </a>
      <Header />
      <main id="main" tabIndex={-1} class="site-main">
        {children}
      </main>
      <Footer />
    </>
  );
}

function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
