import { useEffect, useRef } from "preact/hooks";
import type { HoursQuery } from "../../graph/generated/pages/hours/hours";
import { say } from "../../live/announcer";
import { isoDay } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { count } from "../../parts/words";
import { Meetings } from "./Meetings";
import { hoursOf, longDay, type Period } from "./period";
import { SaveOrPrint } from "./SaveOrPrint";

type Viewer = NonNullable<HoursQuery["viewer"]>;
const NOTHING = "No meetings are logged for this period.";
type Total = Viewer["statementOfHours"]["confirmed"];

/** The statement as it is shown to the department: who decides, the totals, each meeting, and a line to sign. */
export function Statement({ viewer, period }: { viewer: Viewer; period: Period }) {
  const { person, statementOfHours: statement } = viewer;
  const { confirmed, unconfirmed } = statement;
  const sentence = confirmed.meetings + unconfirmed.meetings === 0 ? NOTHING : totals(confirmed, unconfirmed);
  const shown = useRef(statement.since + statement.until);
  useEffect(() => {
    if (shown.current !== statement.since + statement.until) say(sentence);
    shown.current = statement.since + statement.until;
  }, [statement.since, statement.until, sentence]);
  return (
    <div class="paper">
      <dl class="facts">
        <dt>Name</dt>
        <dd>{person.name}</dd>
        <dt>Title</dt>
        <dd>{person.jobTitle}</dd>
        <dt>Department</dt>
        <dd>{person.department.name}</dd>
        <dt>Period</dt>
        <dd>
          {longDay(statement.since)} to {longDay(statement.until)}
        </dd>
      </dl>
      <p>
        <strong>{statement.notice}</strong>
      </p>
      {confirmed.meetings + unconfirmed.meetings === 0 ? (
        <Nothing viewer={viewer} />
      ) : (
        <>
          <p>{sentence}</p>
          <Meetings period={period} name={person.name} />
          <SaveOrPrint period={period} />
          <p class="signature only-printed">For the department: name, date, signature</p>
          <p class="only-printed">
            Printed on {longDay(isoDay())} by {person.name}.
          </p>
        </>
      )}
    </div>
  );
}

function Nothing({ viewer: { asMentee, asMentor } }: { viewer: Viewer }) {
  return (
    <>
      <p>{NOTHING}</p>
      {[...asMentee.nodes, ...asMentor.nodes].map(({ id, partner }) => (
        <p key={id}>
          <Link to={`/mentorships/${id}/meetings/log`}>Log a meeting with {partner?.name}</Link>
        </p>
      ))}
    </>
  );
}

function totals(confirmed: Total, unconfirmed: Total): string {
  const apart = unconfirmed.meetings > 0 ? ` Not confirmed by the other side: ${total(unconfirmed)}.` : "";
  return `Confirmed: ${total(confirmed)}.${apart}`;
}

function total({ meetings, minutes }: Total): string {
  return `${count(meetings, "meeting", "meetings")}, ${hoursOf(minutes)}`;
}
