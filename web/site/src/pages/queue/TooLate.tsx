import { useState } from "preact/hooks";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";

interface Props {
  /** How it was settled: "Lee Park approved ... at 9:42 a.m." */
  sentence: string;
  message: string;
  /** Gives the message up. */
  onDismiss(): void;
}

/** Somebody else was first, and a message was typed: it stays until its writer is done with it. */
export function TooLate({ sentence, message, onDismiss }: Props) {
  const [copied, setCopied] = useState<boolean>();
  async function copy() {
    const done = await navigator.clipboard?.writeText(message).then(
      () => true,
      () => false,
    );
    setCopied(done ?? false);
    sayNow(done ? "Your message is copied." : "We couldn't copy it. Select your message and copy it.");
  }
  return (
    <div role="alert">
      <Alert kind="info" slim>
        {sentence} Your message was not sent.
      </Alert>
      <div class="actions">
        <Button onPress={copy}>Copy your message</Button>
        <Button look="unstyled" onPress={onDismiss}>
          Dismiss
        </Button>
        {copied !== undefined && (
          <span aria-hidden="true">
            {copied ? "Your message is copied." : "We couldn't copy it. Select your message and copy it."}
          </span>
        )}
      </div>
    </div>
  );
}
