import { useState } from "preact/hooks";
import { Radios } from "../../forms/Choices";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import { AddSkillDocument, type SkillCategory } from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";

interface Props {
  limit: number;
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
}

const CATEGORIES = [
  { value: "SOFT", label: "Soft skill" },
  { value: "CAREER", label: "Career skill" },
];

/** One more skill for the applications. */
export function AddSkill({ limit, errors, onErrors }: Props) {
  const action = useAction(AddSkillDocument);
  const [name, setName] = useState("");
  const [category, setCategory] = useState<SkillCategory | "">("");
  const [added, setAdded] = useState("");
  async function add(event: Event) {
    event.preventDefault();
    setAdded("");
    if (category === "") return onErrors([{ id: "category", message: "Choose what kind of skill it is." }]);
    const outcome = await action.run({ category, name });
    onErrors(errorsOf(outcome, { category: "category", name: "name" }));
    if (outcome?.kind !== "done") return;
    setAdded(name.trim());
    setName("");
  }
  return (
    <form class="narrow" noValidate onSubmit={add}>
      <h2>Add a skill</h2>
      <div role="status">
        {added && (
          <Alert kind="success" slim>
            {added} can be chosen now.
          </Alert>
        )}
      </div>
      <Radios
        id="category"
        label="Kind"
        tile={false}
        choices={CATEGORIES}
        value={category}
        onValue={(value) => setCategory(value === "SOFT" ? "SOFT" : "CAREER")}
        error={errorFor(errors, "category")}
      />
      <TextField
        id="name"
        label="Name"
        hint={`As the application shows it, up to ${limit} characters.`}
        autoComplete="off"
        value={name}
        onValue={setName}
        error={errorFor(errors, "name")}
      />
      <div class="actions">
        <Button type="submit" working={action.working} workingWords="Adding...">
          Add
        </Button>
      </div>
    </form>
  );
}
