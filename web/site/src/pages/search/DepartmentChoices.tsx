import { useState } from "preact/hooks";
import { Checkboxes, type Choice } from "../../forms/Choices";
import { Button } from "../../parts/Button";

interface Props {
  choices: readonly Choice[];
  values: readonly string[];
  onValues(values: string[]): void;
}

const FIRST = 6;

/** The departments with the most mentors, and all of them when asked. One that is chosen is always shown. */
export function DepartmentChoices({ choices, values, onValues }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? choices : choices.filter(({ value }, index) => index < FIRST || values.includes(value));
  return (
    <>
      <Checkboxes id="department" label="Department" choices={shown} values={values} onValues={onValues} />
      {choices.length > shown.length && (
        <Button look="unstyled" onPress={() => setAll(true)} about="departments">
          {`Show all ${choices.length}`}
        </Button>
      )}
    </>
  );
}
