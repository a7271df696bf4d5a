import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useSignal } from "../graph/signal";
import { status } from "../graph/status";
import { Alert, type AlertKind } from "../parts/Alert";
import { signInAddress } from "./base";
import { ConnectionNotice } from "./ConnectionNotice";
import { isReturning, willReturn } from "./returning";
import { SessionEndNotice } from "./SessionEndNotice";
import { Told } from "./Told";
import type { Viewer } from "./viewer";

/** What concerns every page: signed out, offline, a new release. Inputs stay as they are under it. */
export function Notices({ replaced, viewer }: { replaced: boolean; viewer: Viewer | null }) {
  const signedOut = useSignal(status.signedOut);
  const updated = useSignal(status.updated);
  return (
    <div class="notices">
      <Told />
      {replaced && viewer && (
        <Dismissible kind="info">
          You're signed in as {viewer.person.name} now. What somebody else typed here was removed.
        </Dismissible>
      )}
      {isReturning && !replaced && viewer && !signedOut && (
        <Dismissible kind="success">You're signed in again. We kept what you typed.</Dismissible>
      )}
      {signedOut && (
        <Alert kind="warning" slim focusable={focused}>
          You're signed out. What you typed is still here.{" "}
          <a href={signInAddress()} onClick={willReturn}>
            Sign in again
          </a>
        </Alert>
      )}
      {viewer?.session && !signedOut && <SessionEndNotice expiresAt={viewer.session.expiresAt} />}
      {!signedOut && <ConnectionNotice />}
      {updated && (
        <Alert kind="info" slim>
          MOMENTS was updated. What you typed is kept. <a href={location.href}>Load the new version</a>
        </Alert>
      )}
    </div>
  );
}

function Dismissible({ kind, children }: { kind: AlertKind; children: ComponentChildren }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <Alert kind={kind} slim>
      {children}{" "}
      <button type="button" class="usa-button usa-button--unstyled" onClick={() => setShown(false)}>
        Dismiss
      </button>
    </Alert>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}
