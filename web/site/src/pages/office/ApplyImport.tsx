import { useEffect, useRef, useState } from "preact/hooks";
import { toHeading } from "../../app/navigating";
import { TextField } from "../../forms/TextField";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { count } from "../../parts/words";
import type { OneImport } from "./ImportFound";
import { comeAndLeave } from "./importWords";
import { apply } from "./uploads";

const MANY = 100; // so many who leave are typed once more

interface Props {
  id: string;
  counts: NonNullable<OneImport["counts"]>;
}

/** Imports the files after one more question; where many leave, their number is typed. */
export function ApplyImport({ id, counts }: Props) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      {!open && (
        <div class="actions">
          <Button button={opener} onPress={() => setOpen(true)}>
            Import: {comeAndLeave(counts)}
          </Button>
        </div>
      )}
      {open && (
        <Asked
          id={id}
          counts={counts}
          onClose={() => {
            setOpen(false);
            focusNext(() => opener.current);
          }}
        />
      )}
    </>
  );
}

function Asked({ id, counts, onClose }: Props & { onClose(): void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [typed, setTyped] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<{ field?: string; sentence?: string }>({});
  useEffect(() => heading.current?.focus(), []);
  async function start() {
    if (counts.left > MANY && typed.replace(/\D/g, "") !== String(counts.left)) {
      setError({ field: `Type ${counts.left}, the number of people who leave.` });
      document.getElementById("leavers")?.focus();
      return;
    }
    setError({});
    setWorking(true);
    const done = await apply(id);
    setWorking(false);
    if ("refusal" in done) setError({ sentence: done.refusal });
    else toHeading();
  }
  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && !working && onClose()}>
      <h2 ref={heading} tabIndex={-1}>
        Import these files?
      </h2>
      <p>
        {comeAndLeave(counts)}. Whoever leaves is signed out at once and takes part no more.{" "}
        {count(counts.suspended, "participant is", "participants are")} suspended: nobody finds or asks them, and their
        active mentorships go on.
      </p>
      {counts.left > MANY && (
        <TextField
          id="leavers"
          label={`Type ${counts.left} to go on`}
          hint="The number of people who leave."
          inputMode="numeric"
          value={typed}
          onValue={setTyped}
          error={error.field}
        />
      )}
      {error.sentence && (
        <div role="alert">
          <Alert kind="error" slim>
            {error.sentence}
          </Alert>
        </div>
      )}
      <div class="actions">
        <Button working={working} workingWords="Importing..." onPress={start}>
          Yes, import
        </Button>
        <Button look="unstyled" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
