import { useEffect, useRef } from "preact/hooks";
import type { EmailListedFragment } from "../../graph/generated/pages/office/emails";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { EMAIL_KINDS } from "./emailWords";

export interface SeveralTold {
  what: "resend" | "discard";
  results: { email: EmailListedFragment; done: boolean; why: string }[];
}

/** What became of several emails: those that were refused, with why. */
export function SeveralResult({ told: { what, results }, onDismiss }: { told: SeveralTold; onDismiss(): void }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const refused = results.filter(({ done }) => !done);
  const did = what === "resend" ? "sent again" : "discarded";
  return (
    <Alert kind={refused.length ? "warning" : "success"} focusable={alert}>
      {results.length - refused.length} {did}
      {refused.length > 0 && `, ${refused.length} not`}.{" "}
      {refused.length > 0 && (
        <ul>
          {refused.map(({ email, why }) => (
            <li key={email.id}>
              To {email.recipient.name}, {EMAIL_KINDS[email.kind]}: {why}
            </li>
          ))}
        </ul>
      )}
      <Button look="unstyled" onPress={onDismiss}>
        Dismiss
      </Button>
    </Alert>
  );
}
