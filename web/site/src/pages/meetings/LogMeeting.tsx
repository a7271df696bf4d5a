import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import type { Parameters } from "../../app/routes";
import { tell } from "../../app/telling";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { useUnsaved } from "../../forms/useUnsaved";
import { LogMeetingDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { Link } from "../../parts/Link";
import { MeetingForm } from "./MeetingForm";
import { TimeFields } from "./TimeFields";
import { NO_TIME, OTHER, TIME_IDS, timeFrom } from "./typedTime";

const NONE: readonly FieldError[] = [];
const CONTROLS = { startsAt: TIME_IDS.date, minutes: TIME_IDS.minutes, agenda: "agenda" };

const EMPTY = { ...NO_TIME, offered: OTHER, agenda: "" };

/** Logs a meeting that was held and was not proposed here. */
export default function LogMeetingPage({ id = "" }: Parameters) {
  const { route } = useLocation();
  const typed = useKept(`meeting:${id}:log`, EMPTY);
  const { dialog } = useUnsaved(JSON.stringify(typed.value) !== JSON.stringify(EMPTY));
  const action = useAction(LogMeetingDocument);
  const [errors, setErrors] = useState(NONE);
  const submit = async () => {
    const time = timeFrom(typed.value);
    if (Array.isArray(time)) return setErrors(time);
    setErrors(NONE);
    const outcome = await action.run({ mentorship: id, ...time, agenda: typed.value.agenda.trim() || null });
    setErrors(errorsOf(outcome, CONTROLS));
    if (outcome?.kind !== "done" || !outcome.payload.meeting) return;
    typed.done();
    tell("The meeting is logged.");
    route(at(`/meetings/${outcome.payload.meeting.id}`));
  };
  return (
    <MeetingForm id={id} title="Log a meeting you had" action="LOG_MEETING" errors={errors}>
      {({ name, limits, allowed }) => (
        <form
          class="usa-form usa-form--large"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <p>
            {name} is asked to confirm the hours. In your statement, hours that the other side hasn't confirmed are
            shown apart.
          </p>
          <TimeFields
            value={typed.value}
            onValue={(time) => typed.set({ ...typed.value, ...time })}
            errors={errors}
            anyLength
            dateLabel="Date of the meeting"
          />
          <ConductNotice />
          <TextArea
            id="agenda"
            label="What it was about"
            optional
            limit={limits.agenda}
            rows={3}
            describes={CONDUCT}
            error={errorFor(errors, "agenda")}
            value={typed.value.agenda}
            onValue={(agenda) => typed.set({ ...typed.value, agenda })}
          />
          <div class="actions">
            {allowed && (
              <Button type="submit" working={action.working} workingWords="Logging...">
                Log this meeting
              </Button>
            )}
            <Link to={`/mentorships/${id}`}>Cancel</Link>
          </div>
          {dialog}
        </form>
      )}
    </MeetingForm>
  );
}
