import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";

interface Props {
  there: { version: number };
  /** Takes what is there, and gives up what was typed. */
  onUse: () => void;
  /** Goes on with what was typed, to be saved over what is there. */
  onKeep: () => void;
}

/** Somebody saved another version while this one was written. Neither is lost. */
export function ResourceChanged({ there, onUse, onKeep }: Props) {
  return (
    <Alert kind="warning" heading={`Version ${there.version} was saved meanwhile`}>
      <p>
        Nothing of yours was saved. Your text is still in the box; the other one is in the history below. If you keep
        yours, Save puts it in place of that version.
      </p>
      <div class="actions">
        <Button look="outline" onPress={onUse}>
          Use version {there.version}
        </Button>
        <Button look="outline" onPress={onKeep}>
          Keep mine
        </Button>
      </div>
    </Alert>
  );
}
