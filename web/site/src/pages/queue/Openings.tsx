import { useState } from "preact/hooks";
import { Select } from "../../forms/Select";
import { Button } from "../../parts/Button";

interface Props {
  id: string;
  openings: readonly { label: string; text: string }[];
  /** Puts the opening in front of what is written. */
  onUse(text: string): void;
}

/** Beginnings of a message, to choose from. None is put in by itself. */
export function Openings({ id, openings, onUse }: Props) {
  const [label, setLabel] = useState("");
  const chosen = openings.find((opening) => opening.label === label);
  return (
    <div class="fields">
      <Select
        id={id}
        label="Use an opening"
        optional
        none="None"
        choices={openings.map((opening) => ({ value: opening.label, label: opening.label }))}
        value={label}
        onValue={setLabel}
      />
      {chosen && (
        <div class="actions">
          <Button look="outline" onPress={() => onUse(chosen.text)}>
            Put it in the message
          </Button>
        </div>
      )}
    </div>
  );
}

/** An opening that was put in and not finished. */
export function isUnfinished(message: string): boolean {
  return /\bbecause \.\.\.$/.test(message.trim());
}
