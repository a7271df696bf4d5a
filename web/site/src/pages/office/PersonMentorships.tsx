import { useLocation } from "preact-iso";
import { FigureTable } from "../../charts/FigureTable";
import { OfficePersonMentorshipsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { PAIR_COLUMNS, pairRows } from "./pairRows";

/** A person's requests and mentorships of both sides, newest first. */
export function PersonMentorships({ person }: { person: string }) {
  const { mentorships: after = null } = useLocation().query;
  const screen = useScreen(OfficePersonMentorshipsDocument, { person, after });
  return (
    <section aria-labelledby="mentorships">
      <h2 id="mentorships">Requests and mentorships</h2>
      <Shown screen={screen} what="the mentorships" part>
        {({ viewer }) => {
          const pairs = viewer?.officeDashboard?.mentorships;
          if (!pairs?.nodes.length) return <p>None.</p>;
          return (
            <>
              <FigureTable
                captioned
                caption="Requests and mentorships of this person"
                columns={PAIR_COLUMNS}
                rows={pairRows(pairs.nodes)}
              />
              <Pagination of="requests and mentorships" pageInfo={pairs.pageInfo} parameter="mentorships" />
            </>
          );
        }}
      </Shown>
    </section>
  );
}
