import { useState } from "preact/hooks";
import { DateField, dayFrom, NO_DATE } from "../../forms/DateField";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import { SetHolidayDocument } from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { weekdayOf } from "../../parts/dates";

interface Props {
  /** That is shown. */
  year: number;
  limit: number;
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
}

/** One more day on which the State doesn't work. */
export function AddHoliday({ year, limit, errors, onErrors }: Props) {
  const action = useAction(SetHolidayDocument);
  const [name, setName] = useState("");
  const [date, setDate] = useState({ ...NO_DATE, year: String(year) });
  const [added, setAdded] = useState("");
  async function add(event: Event) {
    event.preventDefault();
    setAdded("");
    const day = dayFrom(date);
    if (!day) return onErrors([{ id: "day", message: "Enter the date as a month, a day and a year." }]);
    const outcome = await action.run({ day, name });
    onErrors(errorsOf(outcome, { day: "day", name: "name" }));
    if (outcome?.kind !== "done") return;
    setAdded(`${name.trim()}, ${weekdayOf(day)}, is a holiday.`);
    setName("");
    setDate({ ...NO_DATE, year: String(year) });
  }
  return (
    <form class="narrow" noValidate onSubmit={add}>
      <h2>Add a holiday</h2>
      <div role="status">
        {added && (
          <Alert kind="success" slim>
            {added}
          </Alert>
        )}
      </div>
      <DateField
        id="day"
        label="Date"
        hint="The weekday on which it is kept."
        value={date}
        onValue={setDate}
        error={errorFor(errors, "day")}
      />
      <TextField
        id="name"
        label="Name"
        hint={`Up to ${limit} characters.`}
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
