import { OfficePeopleDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { ListedTable } from "./ListedTable";
import { PEOPLE_COLUMNS, peopleRows } from "./peopleRows";

/** Who has these words in their name or email, whether they ever applied or not. */
export function FoundPeople({ words, after }: { words: string; after: string | null }) {
  const screen = useScreen(OfficePeopleDocument, { search: words, after });
  return (
    <>
      <p>
        Found for “{words}” in the whole directory. <Link to="/office/people">Only people who have applied</Link>
      </p>
      <Shown screen={screen} what="the people">
        {({ viewer }) => {
          const people = viewer?.officeDashboard?.people;
          if (!people) return null;
          return (
            <ListedTable
              one="person"
              several="people"
              total={people.totalCount}
              pageInfo={people.pageInfo}
              columns={PEOPLE_COLUMNS}
              rows={peopleRows(people.nodes)}
              none="Nobody in the State's records has this name or email. Try fewer letters of it."
            />
          );
        }}
      </Shown>
    </>
  );
}
