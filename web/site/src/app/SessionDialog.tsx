import { useEffect, useRef } from "preact/hooks";
import { Button } from "../parts/Button";
import { timeOf } from "../parts/dates";
import { type SessionEnds, useSessionEnd } from "./sessionEnd";
import { signOut } from "./signOut";

/** Asks whether the person needs more time, before an unused sign-in ends. Pressing Escape shows that they are there. */
export function SessionDialog({ session }: { session: SessionEnds }) {
  const { asked, endsAt, stay } = useSessionEnd(session);
  const dialog = useRef<HTMLDialogElement>(null);
  const open = asked !== "nothing";
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="session-dialog"
      aria-labelledby="more-time"
      aria-describedby="more-time-why"
      onCancel={(event) => {
        event.preventDefault();
        void stay();
      }}
    >
      {open && (
        <>
          <h2 id="more-time">Do you need more time?</h2>
          <p id="more-time-why">For your security we'll sign you out at {timeOf(endsAt)}. What you typed is kept.</p>
          <p role="alert">{asked === "last minute" && "We'll sign you out in 1 minute."}</p>
          <div class="actions">
            <Button onPress={() => void stay()}>Stay signed in</Button>
            <Button look="unstyled" onPress={() => void signOut()}>
              Sign out
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}
