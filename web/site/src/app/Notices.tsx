import { useEffect, useState } from "preact/hooks";
import { useSignal } from "../graph/signal";
import { status } from "../graph/status";
import { say } from "../live/announcer";
import { Alert } from "../parts/Alert";
import { signInAddress } from "./base";

/** What concerns every page: signed out, offline, a new release. Inputs stay as they are under it. */
export function Notices({ replaced, name }: { replaced: boolean; name: string | undefined }) {
  const signedOut = useSignal(status.signedOut);
  const updated = useSignal(status.updated);
  const unreachable = useSignal(status.unreachable);
  const online = useOnline();
  return (
    <>
      {replaced && name && (
        <Alert kind="info" slim>
          You're signed in as {name} now. What somebody else typed here was removed.
        </Alert>
      )}
      {signedOut && (
        <Alert kind="warning" slim focusable={focused}>
          You're signed out. What you typed is still here. <a href={signInAddress()}>Sign in again</a>
        </Alert>
      )}
      {!online && (
        <Alert kind="info" slim>
          You're offline. You can go on reading and typing. We'll send nothing until you're back.
        </Alert>
      )}
      {online && unreachable && (
        <Alert kind="warning" slim>
          We can't reach MOMENTS right now. It may be starting again. What you typed is kept.
        </Alert>
      )}
      {updated && (
        <Alert kind="info" slim>
          MOMENTS was updated. What you typed is kept. <a href={location.href}>Load the new version</a>
        </Alert>
      )}
    </>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = () => {
      setOnline(navigator.onLine);
      if (!navigator.onLine) say("You're offline. You can go on reading and typing.");
    };
    addEventListener("online", changed);
    addEventListener("offline", changed);
    return () => {
      removeEventListener("online", changed);
      removeEventListener("offline", changed);
    };
  }, []);
  return online;
}
