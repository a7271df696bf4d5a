import { Button } from "../../parts/Button";
import { ConfirmPanel } from "./ConfirmPanel";

interface Props {
  name: string;
  working: boolean;
  onDecline(): void;
  onClose(): void;
}

export function DeclinePanel({ name, working, onDecline, onClose }: Props) {
  return (
    <ConfirmPanel title={`Decline ${name}'s request?`} onClose={onClose}>
      <p>{name} is told by email and can ask someone else.</p>
      <div class="actions">
        <Button look="secondary" working={working} workingWords="Declining..." onPress={onDecline}>
          Yes, decline
        </Button>
        <Button look="unstyled" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </ConfirmPanel>
  );
}
