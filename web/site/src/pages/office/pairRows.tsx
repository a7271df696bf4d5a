import type { Column, TableRow } from "../../charts/FigureTable";
import type { OfficePairFragment } from "../../graph/generated/pages/office/people";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { SINCE, STATE_WORDS } from "../mentorships/state";

export const PAIR_COLUMNS: readonly Column[] = [
  { title: "Mentor" },
  { title: "Mentee" },
  { title: "State" },
  { title: "Since" },
  { title: "Ends" },
  { title: "Flag" },
];

/** A row for each pair, with links to all about both. */
export function pairRows(pairs: readonly OfficePairFragment[]): TableRow[] {
  return pairs.map((pair) => {
    const { id, mentor, mentee, state, endsOn, hasSuspendedSide } = pair;
    const since = pair[SINCE[state].field] ?? pair.requestedAt;
    return {
      key: id,
      cells: [
        <Link to={`/office/people/${mentor.id}`}>{mentor.name}</Link>,
        <Link to={`/office/people/${mentee.id}`}>{mentee.name}</Link>,
        STATE_WORDS[state],
        <>
          {SINCE[state].words} <DateTime value={since} />
        </>,
        state === "ACTIVE" && endsOn ? <DateTime value={endsOn} /> : "",
        hasSuspendedSide ? <strong>Somebody is suspended</strong> : "",
      ],
    };
  });
}
