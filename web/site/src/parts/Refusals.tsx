import type { Outcome } from "../graph/useAction";
import { Alert } from "./Alert";

/** Why the last press did nothing, in the server's words; beside the button that was pressed. */
export function Refusals({ outcome }: { outcome: Outcome<unknown> | undefined }) {
  if (!outcome || outcome.kind === "done") return null;
  const sentences = outcome.kind === "failed" ? [outcome.sentence] : outcome.refusals.map(({ message }) => message);
  return (
    <div role="alert">
      <Alert kind="error" slim>
        {sentences.join(" ")}
      </Alert>
    </div>
  );
}
