import { useEffect, useRef, useState } from "preact/hooks";
import { at } from "../../app/base";
import type { FieldError } from "../../forms/errors";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { focusNext, movingFocus } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { later } from "../../parts/later";
import { may, offerOf } from "../mentorships/offers";
import { nameIn } from "../mentorships/steps";
import { Confirming } from "./Confirming";
import { firstLine } from "./firstLine";
import { HoursPanel } from "./HoursPanel";
import type { OneMeeting } from "./Meeting";
import { spanOf } from "./words";

const MovePanel = later(() => import("./MovePanel").then((part) => part.MovePanel));
const CancelPanel = later(() => import("./CancelPanel").then((part) => part.CancelPanel));
const HeldPanel = later(() => import("./HeldPanel").then((part) => part.HeldPanel));

interface Props {
  meeting: OneMeeting;
  onErrors(errors: readonly FieldError[]): void;
}

type Panel = "move" | "cancel" | "held" | undefined;

/** A meeting as it stands. Each panel opens under the buttons; what was done is read in the first line, which takes the focus. */
export function MeetingParts({ meeting, onErrors }: Props) {
  const [panel, setPanel] = useState<Panel>();
  const first = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const { mentorship } = meeting;
  const done = () => {
    const focus = movingFocus(first.current?.parentElement);
    setPanel(undefined);
    onErrors([]);
    focus(() => first.current);
  };
  const close = () => {
    setPanel(undefined);
    onErrors([]);
    focusNext(() => opener.current);
  };
  const open = (name: Panel) => () => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setPanel(name);
  };
  const allowed = { move: "MOVE_MEETING", cancel: "CANCEL_MEETING", held: "MARK_MEETING_HELD" } as const;
  const gone = panel !== undefined && !may(meeting, allowed[panel]);
  useEffect(() => {
    if (gone) done();
  }, [gone]);
  return (
    <>
      <p ref={first} tabIndex={-1} class="font-sans-lg">
        {firstLine(meeting)}
      </p>
      <Facts meeting={meeting} />
      {!panel && <Confirming meeting={meeting} onDone={done} />}
      {!panel && <HoursPanel meeting={meeting} onDone={done} />}
      {!panel && <Offers meeting={meeting} open={open} />}
      {panel === "move" && <MovePanel meeting={meeting} onErrors={onErrors} onDone={done} onClose={close} />}
      {panel === "cancel" && <CancelPanel meeting={meeting} onDone={done} onClose={close} />}
      {panel === "held" && <HeldPanel meeting={meeting} onErrors={onErrors} onDone={done} onClose={close} />}
      <p>
        <Link to={`/mentorships/${mentorship.id}`}>Your mentorship with {nameIn(mentorship)}</Link>
      </p>
    </>
  );
}

function Facts({ meeting }: { meeting: OneMeeting }) {
  return (
    <dl class="facts">
      {meeting.state === "HELD" && (
        <>
          <dt>Date</dt>
          <dd>
            <DateTime value={meeting.startsAt} as="weekday" />
          </dd>
        </>
      )}
      <dt>Time</dt>
      <dd>
        {spanOf(meeting)} ({meeting.minutes} minutes)
      </dd>
      {meeting.agenda && (
        <>
          <dt>What it's about</dt>
          <dd class="typed">{meeting.agenda}</dd>
        </>
      )}
      {meeting.warnings.length > 0 && (
        <>
          <dt>Please note</dt>
          <dd>{meeting.warnings.join(" ")}</dd>
        </>
      )}
    </dl>
  );
}

interface OffersProps {
  meeting: OneMeeting;
  open(name: Panel): () => void;
}

function Offers({ meeting, open }: OffersProps) {
  const waitsForMe = may(meeting, "CONFIRM_MEETING");
  const over = may(meeting, "MARK_MEETING_HELD");
  return (
    <div class="actions">
      {over && <Button onPress={open("held")}>It took place</Button>}
      {meeting.state === "CONFIRMED" && !over && (
        <a class="usa-button" href={at(`/meetings/${encodeURIComponent(meeting.id)}.ics`)} download="meeting.ics">
          Add to my calendar
        </a>
      )}
      {may(meeting, "MOVE_MEETING") && !over && (
        <Button look="outline" onPress={open("move")}>
          {waitsForMe ? "Suggest another time" : "Move it"}
        </Button>
      )}
      {may(meeting, "CANCEL_MEETING") && (
        <Button look="outline" onPress={open("cancel")}>
          {over ? "It did not take place" : "Call it off"}
        </Button>
      )}
      {meeting.state === "CANCELLED" && offerOf(meeting.mentorship, "PROPOSE_MEETING")?.allowed && (
        <Link to={`/mentorships/${meeting.mentorship.id}/meetings/new`} class="usa-button">
          Propose another
        </Link>
      )}
    </div>
  );
}
