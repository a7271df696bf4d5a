import { useState } from "preact/hooks";
import { errorFor, errorsOf } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import { type OfficeHolidayFragment, SetHolidayDocument } from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { OfficePanel } from "./OfficePanel";

interface Props {
  holiday: OfficeHolidayFragment;
  limit: number;
  onClose(): void;
}

/** Another name for a holiday. */
export function RenameHoliday({ holiday: { day, name: present }, limit, onClose }: Props) {
  const action = useAction(SetHolidayDocument);
  const [name, setName] = useState(present);
  const field = `name-${day}`;
  const errors = errorsOf(action.outcome, { name: field });
  async function rename(event: Event) {
    event.preventDefault();
    const outcome = await action.run({ day, name });
    if (outcome?.kind === "done") return onClose();
    if (outcome?.kind === "refused") document.getElementById(field)?.focus();
  }
  return (
    <OfficePanel title={`Rename ${present}`} onClose={onClose}>
      <form noValidate onSubmit={rename}>
        <TextField
          id={field}
          label="New name"
          hint={`Up to ${limit} characters.`}
          autoComplete="off"
          value={name}
          onValue={setName}
          error={errorFor(errors, field)}
        />
        {errors.some(({ id }) => id !== field) && <Refusals outcome={action.outcome} />}
        <div class="actions">
          <Button type="submit" working={action.working} workingWords="Saving...">
            Save
          </Button>
          <Button look="unstyled" onPress={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </OfficePanel>
  );
}
