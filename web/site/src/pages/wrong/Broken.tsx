import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useProgramContact } from "../../app/contact";
import { Page } from "../../app/Page";

/** A page that fails leaves the frame as it is, and the way to every other page. */
export function Unbroken({ children }: { children: ComponentChildren }) {
  const { url } = useLocation();
  const [error, mend] = useErrorBoundary((failed: unknown) => console.error(failed));
  useEffect(() => mend(), [url]);
  return error ? <Broken /> : children;
}

function Broken() {
  const contact = useProgramContact();
  return (
    <Page title="This page doesn't work right now" width="reading">
      <p>It's our fault, not yours. What you typed is kept.</p>
      <p>
        If it goes on, write to{" "}
        {contact ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : "the program office"} and say what you did
        last.
      </p>
      <p>
        <a class="usa-button" href={location.href}>
          Load this page again
        </a>
      </p>
    </Page>
  );
}
