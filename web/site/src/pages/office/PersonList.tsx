import { FigureTable } from "../../charts/FigureTable";
import {
  type EmptyListReason,
  OfficePersonListDocument,
  type OfficePersonListQuery,
  type RequestBlockerCode,
} from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";

type List = NonNullable<NonNullable<NonNullable<OfficePersonListQuery["viewer"]>["officeDashboard"]>["suggestionList"]>;

const COLUMNS = [
  { title: "Mentor" },
  { title: "Place", number: true },
  { title: "Fit", number: true },
  { title: "Can be asked now" },
];

const BLOCKERS: Record<RequestBlockerCode, string> = {
  NO_LONGER_AVAILABLE: "No: takes no requests",
  REQUESTED: "No: was asked, and has not answered",
  CURRENT_MENTOR: "No: is the mentor already",
  DECLINED: "No: declined this quarter",
  RECENT_MENTORSHIP: "No: their mentorship ended within the year",
  SUPERVISION: "No: one supervises the other",
  CANCELED: "No: a request was canceled within the day",
  YOURSELF: "No: is the same person",
  NOT_ALLOWED_TO_REQUEST: "No: the mentee can't ask anybody now",
};

const WHY_EMPTY: Record<EmptyListReason, string> = {
  NO_MENTORS: "no mentor took part",
  NOBODY_OFFERS: "nobody offers what they seek",
  ALL_FULL: "all who offer it had no open place",
  ALL_UNAVAILABLE: "all who offer it took no requests",
  ALL_FULL_OR_UNAVAILABLE: "all who offer it had no open place or took no requests",
  ONLY_EXCLUDED: "all who offer it are people whom they may not ask",
  NO_COMMON_HOURS: "nobody who offers it shares a working hour",
  SHOWN_ENOUGH: "all who offer it are on as many lists as they can be",
};

/** The mentors that the latest matching recommended to this person, or why there were none. */
export function PersonList({ person }: { person: string }) {
  const screen = useScreen(OfficePersonListDocument, { person });
  return (
    <section aria-labelledby="list">
      <h2 id="list">Recommended mentors</h2>
      <Shown screen={screen} what="the list" part>
        {({ viewer }) => {
          const list = viewer?.officeDashboard?.suggestionList;
          return list ? <Mentors list={list} /> : <p>No matching has made a list for this person yet.</p>;
        }}
      </Shown>
    </section>
  );
}

function Mentors({ list: { madeAt, emptyReason, mentors } }: { list: List }) {
  const made = (
    <>
      Made on <DateTime value={madeAt} />.
    </>
  );
  if (mentors.nodes.length === 0) {
    return (
      <p>
        {made} The list was empty: {emptyReason ? WHY_EMPTY[emptyReason] : "every mentor on it was replaced"}.
      </p>
    );
  }
  return (
    <>
      <p>{made}</p>
      <FigureTable
        captioned
        caption="Mentors recommended to this person"
        columns={COLUMNS}
        rows={mentors.nodes.map(({ rank, score, blocker, person }) => ({
          key: person.id,
          cells: [
            <Link to={`/office/people/${person.id}`}>{person.name}</Link>,
            rank,
            `${Math.round(score * 100)}%`,
            blocker ? BLOCKERS[blocker] : "Yes",
          ],
        }))}
      />
    </>
  );
}
