import { useRef, useState } from "preact/hooks";
import { CancelRequestDocument, type OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import type { Answer } from "./Answered";
import { ConfirmPanel } from "./ConfirmPanel";
import { actionOf } from "./words";

/** The mentee takes a request back while it waits. */
export function CancelRequest({ request, onAnswer }: { request: OneRequestFragment; onAnswer(answer: Answer): void }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const cancel = useAction(CancelRequestDocument);
  const action = actionOf(request, "CANCEL_REQUEST");
  const name = request.partner?.firstName ?? "";
  if (!action?.allowed) return action?.reason ? <p>{action.reason}</p> : null;
  const send = async () => {
    const outcome = await cancel.run({ mentorship: request.id });
    if (outcome?.kind === "done") onAnswer({ kind: "cancelled", name });
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <div class="actions">
        <Button look="outline" button={button} aria-expanded={open ? "true" : "false"} onPress={() => setOpen(true)}>
          Cancel this request
        </Button>
      </div>
      {open && (
        <ConfirmPanel title={`Take back your request to ${name}?`} onClose={close}>
          <p>
            {action.effect?.emails ? `${name} is told by email.` : `${name} is told nothing more.`} You can ask someone
            else then.
          </p>
          <div class="actions">
            <Button look="secondary" working={cancel.working} workingWords="Canceling..." onPress={send}>
              Yes, cancel it
            </Button>
            <Button look="unstyled" onPress={close}>
              Keep it
            </Button>
          </div>
        </ConfirmPanel>
      )}
      <Refusals outcome={cancel.outcome} />
    </>
  );
}
