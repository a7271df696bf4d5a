import { useEffect, useRef, useState } from "preact/hooks";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { TextField } from "../../forms/TextField";
import { MarkMeetingHeldDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import type { OneMeeting } from "./Meeting";

interface Props {
  meeting: OneMeeting;
  onErrors(errors: readonly FieldError[]): void;
  onDone(): void;
  onClose(): void;
}

const ID = "held-minutes";

/** Logs a planned meeting as held, with its actual length. */
export function HeldPanel({ meeting, onErrors, onDone, onClose }: Props) {
  const action = useAction(MarkMeetingHeldDocument);
  const [minutes, setMinutes] = useState(String(meeting.minutes));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const show = (found: readonly FieldError[]) => {
    setErrors(found);
    onErrors(found);
  };
  const submit = async () => {
    if (!/^\d+$/.test(minutes.trim())) return show([{ id: ID, message: "Enter the minutes as a number." }]);
    const outcome = await action.run({ meeting: meeting.id, startsAt: meeting.startsAt, minutes: Number(minutes) });
    if (outcome?.kind === "done") onDone();
    else show(errorsOf(outcome, { minutes: ID }));
  };
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        How long did you meet?
      </h2>
      <TextField
        id={ID}
        label="Minutes"
        inputMode="numeric"
        class="usa-input--small"
        error={errorFor(errors, ID)}
        value={minutes}
        onValue={setMinutes}
      />
      <div class="actions">
        <Button type="submit" working={action.working} workingWords="Logging...">
          Log this meeting
        </Button>
        <Button look="outline" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
