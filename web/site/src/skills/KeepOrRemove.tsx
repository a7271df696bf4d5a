import { useEffect, useRef } from "preact/hooks";
import { Button } from "../parts/Button";
import type { PickedSkill } from "./ranking";

interface Props {
  skill: PickedSkill;
  onRemove(): void;
  onKeep(): void;
}

/** A retired skill is lost once it is removed. */
export function KeepOrRemove({ skill, onRemove, onKeep }: Props) {
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), []);
  const keep = () => {
    document.getElementById(`remove-${skill.id}`)?.focus();
    onKeep();
  };
  return (
    <div class="panel" role="group" aria-labelledby={`ask-${skill.id}`}>
      <p id={`ask-${skill.id}`} ref={sentence} tabIndex={-1}>
        If you remove {skill.name}, you can't choose it again.
      </p>
      <div class="actions">
        <Button onPress={onRemove}>Yes, remove it</Button>
        <Button look="outline" onPress={keep}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
