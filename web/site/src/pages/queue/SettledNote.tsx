import type { Ref } from "preact";
import { Button } from "../../parts/Button";
import { MarkAsSeen } from "./MarkAsSeen";
import { applicationOf, type Waiting } from "./words";

interface Props {
  application: Waiting;
  sentence: string;
  /** How many notes there are. */
  notes: number;
  /** Decided in lieu of the reader, who has not marked it as seen. */
  unseen: boolean;
  note: Ref<HTMLDivElement>;
  onDismiss(): void;
  onClear(): void;
}

/** What a row turned into: who decided it, until its reader takes it away. */
export function SettledNote({ application, sentence, notes, unseen, note, onDismiss, onClear }: Props) {
  return (
    <div class="note" tabIndex={-1} ref={note}>
      <p>{sentence}</p>
      {unseen && <MarkAsSeen applications={[application]} onSeen={onDismiss} />}
      <Button look="unstyled" about={`the note about ${applicationOf(application)}`} onPress={onDismiss}>
        Dismiss
      </Button>
      {notes > 1 && (
        <Button look="unstyled" onPress={onClear}>
          Clear all {notes} notes
        </Button>
      )}
    </div>
  );
}
