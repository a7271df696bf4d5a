import { useState } from "preact/hooks";
import { ConfirmMeetingHoursDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { may } from "../mentorships/offers";
import { nameIn } from "../mentorships/steps";
import type { OneMeeting } from "./Meeting";

interface Props {
  meeting: OneMeeting;
  onDone(): void;
}

/** Confirms the hours that the other one logged (MEN-4), or says what to do if they are wrong. */
export function HoursPanel({ meeting, onDone }: Props) {
  const action = useAction(ConfirmMeetingHoursDocument);
  const [wrong, setWrong] = useState(false);
  if (!may(meeting, "CONFIRM_HOURS")) return null;
  const { partner } = meeting.mentorship;
  const confirm = async () => {
    const { id, startsAt, minutes } = meeting;
    const outcome = await action.run({ meeting: id, startsAt, minutes });
    if (outcome?.kind === "done") onDone();
  };
  return (
    <>
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button working={action.working} workingWords="Confirming..." onPress={confirm}>
          Confirm these hours
        </Button>
        <Button look="outline" aria-expanded={wrong ? "true" : "false"} onPress={() => setWrong(!wrong)}>
          Something's wrong
        </Button>
      </div>
      {wrong && (
        <div class="panel">
          <p>
            Don't confirm it. Write to {nameIn(meeting.mentorship)}
            {partner && (
              <>
                {" "}
                at <a href={`mailto:${partner.email}`}>{partner.email}</a>
              </>
            )}
            . Until you confirm, these hours are shown apart in both your statements.
          </p>
        </div>
      )}
    </>
  );
}
