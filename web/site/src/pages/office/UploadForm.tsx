import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { errorFor, type FieldError } from "../../forms/errors";
import { describedBy, Field, type FieldProps } from "../../forms/Field";
import { Button } from "../../parts/Button";
import { upload } from "./uploads";

interface Props {
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
}

const MISSING: FieldError[] = [
  { id: "employees", message: "Choose the file of the employees." },
  { id: "departments", message: "Choose the file of the departments." },
];

/** Chooses both files and has them checked. To leave the page calls it off. */
export function UploadForm({ errors, onErrors }: Props) {
  const { route } = useLocation();
  const [files, setFiles] = useState<Record<string, File | undefined>>({});
  const [working, setWorking] = useState(false);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  async function check(event: Event) {
    event.preventDefault();
    if (working) return;
    const { employees, departments } = files;
    if (!employees || !departments) return onErrors(MISSING.filter(({ id }) => id && !files[id]));
    onErrors([]);
    setWorking(true);
    const found = await upload(employees, departments, leaving.current.signal);
    setWorking(false);
    if ("id" in found) route(at(`/office/imports/${found.id}`));
    else if (found.refusal) onErrors([{ message: found.refusal }]);
  }
  return (
    <form class="narrow" noValidate onSubmit={check}>
      <h2>Check new files</h2>
      <p>
        First both files are checked, and you see what they would change. Nothing changes until you say so. Up to 100 MB
        together.
      </p>
      <FileField
        id="employees"
        label="Employees"
        hint="A CSV file or an Excel workbook (.xlsx), as the State's personnel system exports it."
        error={errorFor(errors, "employees")}
        onFile={(file) => setFiles({ ...files, employees: file })}
      />
      <FileField
        id="departments"
        label="Departments"
        hint="A CSV file or an Excel workbook with each department's contacts."
        error={errorFor(errors, "departments")}
        onFile={(file) => setFiles({ ...files, departments: file })}
      />
      <div class="actions">
        <Button type="submit" working={working} workingWords="Sending and checking...">
          Check them
        </Button>
      </div>
    </form>
  );
}

/** A file, chosen by the browser's own control; its size is told, as large ones take a while. */
function FileField({ onFile, ...field }: FieldProps & { onFile(file: File | undefined): void }) {
  return (
    <Field {...field}>
      <input
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        id={field.id}
        class="usa-file-input"
        aria-invalid={field.error ? "true" : undefined}
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
        {...describedBy(field)}
      />
    </Field>
  );
}
