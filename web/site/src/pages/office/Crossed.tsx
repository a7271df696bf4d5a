import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { listed } from "../../parts/words";
import type { Stored } from "./ChoicesForm";

interface Props {
  stored: Stored;
  onTake(): void;
  onKeep(): void;
}

/** Somebody else saved meanwhile: both lists stay to be seen, and which one goes on is chosen. */
export function Crossed({ stored, onTake, onKeep }: Props) {
  return (
    <div role="status">
      <Alert kind="warning">
        <p>
          Somebody saved other choices while you edited. There now: {listed(stored.choices.map((each) => `“${each}”`))}.
          Yours are still above.
        </p>
        <div class="actions">
          <Button look="outline" onPress={onTake}>
            Take theirs
          </Button>
          <Button look="unstyled" onPress={onKeep}>
            Go on with mine
          </Button>
        </div>
      </Alert>
    </div>
  );
}
