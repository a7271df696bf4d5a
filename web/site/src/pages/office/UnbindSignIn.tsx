import { useEffect, useRef, useState } from "preact/hooks";
import { UnbindSignInDocument } from "../../graph/generated/pages/office/people";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Confirm } from "./Confirm";
import type { OnePerson } from "./PersonFacts";

/** Lets a person sign in with another account: the one that they have now is forgotten. */
export function UnbindSignIn({ person }: { person: OnePerson["person"] }) {
  const [unbinding] = person.viewerActions;
  const action = useAction(UnbindSignInDocument);
  const [open, setOpen] = useState(false);
  const done = useRef<HTMLDivElement>(null);
  const isDone = action.outcome?.kind === "done";
  useEffect(() => {
    if (isDone) done.current?.focus();
  }, [isDone]);
  if (!unbinding) return null;
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">Sign-in</h2>
      {isDone && (
        <Alert kind="success" focusable={done}>
          {person.name} signs in with the next account that has their email.
        </Alert>
      )}
      {!unbinding.allowed && !isDone && <p>{unbinding.reason}</p>}
      {unbinding.allowed && !open && (
        <Button look="outline" onPress={() => setOpen(true)}>
          Unbind the sign-in
        </Button>
      )}
      {unbinding.allowed && open && (
        <Confirm
          question={`Unbind the sign-in of ${person.name}?`}
          yes="Yes, unbind"
          working="Unbinding..."
          action={action}
          onYes={async () => {
            const outcome = await action.run({ person: person.id });
            if (outcome?.kind === "done") setOpen(false);
          }}
          onClose={() => setOpen(false)}
        >
          They are signed out at once. Their account in the State's sign-in is forgotten here, and the next one with
          their email takes its place. Do it only if you know that it is theirs.
        </Confirm>
      )}
    </section>
  );
}
