import type { AgreementVersionFragment } from "../../graph/generated/pages/mentorships/agreement";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { timeOf } from "../../parts/dates";
import { stopped } from "../../parts/words";
import { AgreementParts } from "./AgreementParts";
import { whoSent } from "./draft";

interface Props {
  theirs: AgreementVersionFragment;
  name: string;
  onUse(): void;
  onSend(): void;
}

/** Two were written at once: the version that was sent first is read, and the other is not sent yet. */
export function CrossedAgreement({ theirs, name, onUse, onSend }: Props) {
  return (
    <Alert kind="warning" focusable={focused}>
      {stopped(`${whoSent(theirs, name)} at ${timeOf(theirs.proposedAt)}`)} Yours was not sent.
      <AgreementParts agreement={theirs} />
      <div class="actions">
        <Button onPress={onUse}>Use {theirs.proposedByViewer ? "that one" : `${name}'s`} and add to it</Button>
        <Button look="outline" onPress={onSend}>
          Send mine instead
        </Button>
      </div>
    </Alert>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}
