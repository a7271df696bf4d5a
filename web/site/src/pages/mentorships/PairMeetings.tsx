import type { MeetingLineFragment } from "../../graph/generated/pages/meetings/meetings";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { Tag } from "../../parts/Tag";
import { isToCome, spanOf, standingOf } from "../meetings/words";
import type { Pair } from "./Mentorship";
import { may } from "./offers";
import { nameIn } from "./steps";

/** The meetings of a pair: those to come on top. */
export function PairMeetings({ pair }: { pair: Pair }) {
  const meetings = pair.meetings?.nodes ?? [];
  const toCome = meetings.filter(isToCome).reverse();
  const past = meetings.filter((meeting) => !isToCome(meeting));
  const name = nameIn(pair);
  return (
    <section>
      <h2 id="meetings">Meetings</h2>
      {meetings.length === 0 && (
        <p>
          No meeting yet. An hour a month is usual. <Link to="/resources/first-meeting">About the first meeting</Link>
        </p>
      )}
      {toCome.length > 0 && (
        <ul class="rows" role="list">
          {toCome.map((meeting) => (
            <ToCome key={meeting.id} meeting={meeting} name={name} />
          ))}
        </ul>
      )}
      {past.length > 0 && <Past meetings={past} name={name} />}
      {pair.meetings && <Pagination of="meetings" pageInfo={pair.meetings.pageInfo} parameter="meetings" />}
      <div class="actions">
        {may(pair, "PROPOSE_MEETING") && (
          <Link to={`/mentorships/${pair.id}/meetings/new`} class="usa-button usa-button--outline">
            Propose a meeting
          </Link>
        )}
        {may(pair, "LOG_MEETING") && (
          <Link to={`/mentorships/${pair.id}/meetings/log`} class="usa-button usa-button--outline">
            Log a meeting you had
          </Link>
        )}
      </div>
    </section>
  );
}

interface MeetingProps {
  meeting: MeetingLineFragment;
  name: string;
}

function ToCome({ meeting, name }: MeetingProps) {
  return (
    <li class="row">
      <div class="row-head">
        <h3>
          <Link to={`/meetings/${meeting.id}`}>
            <DateTime value={meeting.startsAt} as="weekday" />, {spanOf(meeting)}
          </Link>
        </h3>
        <Tag>{standingOf(meeting, name)}</Tag>
      </div>
      {meeting.agenda && <p class="typed">{meeting.agenda}</p>}
    </li>
  );
}

function Past({ meetings, name }: { meetings: readonly MeetingLineFragment[]; name: string }) {
  return (
    <>
      <h3 id="past-meetings">Meetings you had, and those called off</h3>
      <ul class="rows" role="list" aria-labelledby="past-meetings">
        {meetings.map((meeting) => (
          <li class="row" key={meeting.id}>
            <p>
              <Link to={`/meetings/${meeting.id}`}>
                <DateTime value={meeting.startsAt} as="both" />
              </Link>
            </p>
            <p>
              {meeting.minutes} minutes. {standingOf(meeting, name)}.
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
