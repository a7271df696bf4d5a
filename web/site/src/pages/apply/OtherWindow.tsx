import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../parts/Button";
import { listed } from "../../parts/words";
import { type Answers, differences } from "./answers";

interface Props {
  mine: Answers;
  theirs: Answers;
  onTake(): void;
  onKeep(): void;
}

/** Two windows changed the same application: nothing is merged in silence. */
export function OtherWindow({ mine, theirs, onTake, onKeep }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="usa-alert usa-alert--warning" ref={box} tabIndex={-1} role="group" aria-labelledby="other-window">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading" id="other-window">
          Warning: This application was changed in another window
        </h2>
        <p>It differs from what you have here in: {listed(differences(mine, theirs))}.</p>
        {theirs.bio !== mine.bio && (
          <>
            <p>The bio there:</p>
            <blockquote class="quotation typed">{theirs.bio || "(empty)"}</blockquote>
          </>
        )}
        <div class="actions">
          <Button look="outline" onPress={onTake}>
            Use that one
          </Button>
          <Button look="outline" onPress={onKeep}>
            Keep mine
          </Button>
        </div>
      </div>
    </div>
  );
}
