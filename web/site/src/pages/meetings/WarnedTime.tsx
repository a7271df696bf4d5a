import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import type { Warnings } from "./useProposal";

interface Props {
  warnings: Warnings;
  /** "Propose it anyway" */
  words: string;
  working: boolean;
  onAnyway(): void;
  onOther(): void;
}

/** What speaks against a time, before it is sent. It takes the focus. */
export function WarnedTime({ warnings, words, working, onAnyway, onOther }: Props) {
  return (
    <Alert kind="warning" focusable={focused}>
      {warnings.sentences.join(" ")}
      <span class="actions">
        <Button look="outline" onPress={onOther}>
          Choose another time
        </Button>
        <Button working={working} onPress={onAnyway}>
          {words}
        </Button>
      </span>
    </Alert>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}
