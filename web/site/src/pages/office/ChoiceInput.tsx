import { ordinal } from "../../parts/words";

interface Props {
  id: string;
  place: number;
  last: boolean;
  text: string;
  onText(text: string): void;
  onMove(to: number): void;
  onRemove(): void;
}

/** One choice: its words, its place, and a way out. */
export function ChoiceInput({ id, place, last, text, onText, onMove, onRemove }: Props) {
  return (
    <li>
      <span class="rank">{ordinal(place + 1)}</span>
      <label class="usa-sr-only" for={id}>
        Choice {place + 1}
      </label>
      <input
        class="usa-input"
        type="text"
        list={undefined}
        id={id}
        autoComplete="off"
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <span class="actions">
        <Small id={`${id}-up`} idle={place === 0} words="Move up" about={text} onPress={() => onMove(place - 1)} />
        <Small id={`${id}-down`} idle={last} words="Move down" about={text} onPress={() => onMove(place + 1)} />
        <Small id={`${id}-remove`} words="Remove" about={text} onPress={onRemove} />
      </span>
    </li>
  );
}

interface SmallProps {
  id: string;
  words: string;
  about: string;
  /** Does nothing: it is at that end already. It says so when it is pressed. */
  idle?: boolean;
  onPress(): void;
}

function Small({ id, words, about, idle = false, onPress }: SmallProps) {
  return (
    <button
      type="button"
      id={id}
      class="usa-button usa-button--unstyled"
      aria-disabled={idle ? "true" : undefined}
      onClick={onPress}
    >
      {words}
      <span class="usa-sr-only"> {about || "the empty choice"}</span>
    </button>
  );
}
