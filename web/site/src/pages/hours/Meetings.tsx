import { HoursMeetingsDocument } from "../../graph/generated/pages/hours/hours";
import { useScreen } from "../../graph/useScreen";
import { isoDay } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { hoursOf, longDay, type Period } from "./period";

interface Props {
  period: Period;
  after?: string;
}

/** Each meeting of the period; `name` and period stand on each printed page. A statement is never cut: the next hundred are asked for by themselves. */
export function Meetings({ period, name }: { period: Period; name: string }) {
  return (
    <div class="table-region" role="region" tabIndex={0} aria-labelledby="meetings">
      <table class="usa-table usa-table--borderless fits">
        <caption id="meetings">Meetings</caption>
        <thead>
          <tr class="only-printed">
            <td colSpan={5}>
              {name}, {longDay(period.from)} to {longDay(period.to)}
            </td>
          </tr>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">With</th>
            <th scope="col">Your role</th>
            <th scope="col" class="number">
              Time
            </th>
            <th scope="col">Confirmed by the other</th>
          </tr>
        </thead>
        <Rows period={period} />
      </table>
    </div>
  );
}

function Rows({ period, after }: Props) {
  const screen = useScreen(HoursMeetingsDocument, { since: period.from, until: period.to, after: after ?? null });
  const page = screen.data?.viewer?.statementOfHours.meetings;
  if (!page) {
    return (
      <tbody>
        <tr>
          <td colSpan={5}>
            <Shown screen={screen} what="your meetings" part>
              {() => null}
            </Shown>
          </td>
        </tr>
      </tbody>
    );
  }
  return (
    <>
      <tbody>
        {page.nodes.map(({ id, startsAt, minutes, confirmedAt, mentorship }) => (
          <tr key={id}>
            <th scope="row">
              <Link to={`/meetings/${id}`}>
                <time dateTime={isoDay(startsAt)}>{longDay(startsAt)}</time>
              </Link>
            </th>
            <td>{mentorship.partner?.name}</td>
            <td>{mentorship.viewerRole && roleWord(mentorship.viewerRole)}</td>
            <td class="number">{hoursOf(minutes)}</td>
            <td>{confirmedAt ? "Yes" : "Not yet"}</td>
          </tr>
        ))}
      </tbody>
      {page.pageInfo.hasNextPage && page.pageInfo.endCursor && <Rows period={period} after={page.pageInfo.endCursor} />}
    </>
  );
}
