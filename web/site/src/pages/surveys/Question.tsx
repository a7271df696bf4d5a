import { Radios } from "../../forms/Choices";
import { Button } from "../../parts/Button";

interface Props {
  id: string;
  label: string;
  choices: readonly { value: string; label: string }[];
  value: string;
  error: string | undefined;
  onValue(value: string): void;
}

/** A question with one answer, which can be taken back. */
export function Question({ id, label, choices, value, error, onValue }: Props) {
  const clear = () => {
    onValue("");
    document.querySelector<HTMLElement>(`#${id} input`)?.focus();
  };
  return (
    <>
      <Radios id={id} label={label} optional choices={choices} value={value} error={error} onValue={onValue} />
      {value && (
        <Button look="unstyled" about={`to: ${label}`} onPress={clear}>
          Clear this answer
        </Button>
      )}
    </>
  );
}
