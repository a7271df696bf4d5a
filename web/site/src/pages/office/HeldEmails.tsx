import { Alert } from "../../parts/Alert";

/** Says that no email goes out, as MOMENTS has no mail server yet. */
export function HeldEmails({ waiting }: { waiting: number }) {
  return (
    <Alert kind="warning">
      Emails are held. MOMENTS has no mail server yet, so emails wait ({waiting.toLocaleString("en-US")} now). They go
      out once the people who run MOMENTS have set one up.
    </Alert>
  );
}
