import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { MentorshipPageDocument, type MentorshipPageQuery } from "../../graph/generated/pages/mentorships/mentorship";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { MentorshipParts } from "./MentorshipParts";
import { partnerWord } from "./steps";
import { usePairNews } from "./usePairNews";

export type Pair = Extract<NonNullable<MentorshipPageQuery["node"]>, { __typename: "Mentorship" }>;

/** Everything about one pair, for each of the two. A request that waits is at its own address. */
export default function MentorshipPage({ id = "" }: Parameters) {
  const { query, route } = useLocation();
  const screen = useScreen(MentorshipPageDocument, { id, meetings: query.meetings ?? null });
  const node = screen.data?.node;
  const pair = node?.__typename === "Mentorship" ? node : undefined;
  usePairNews(id);
  const waits = pair?.state === "REQUESTED";
  useEffect(() => {
    if (waits) route(at(`/requests/${id}`), true);
  }, [waits, id, route]);
  if (screen.data && !pair?.partner) return <NotForYou />;
  const title = pair?.partner ? `${pair.partner.name}, ${partnerWord(pair)}` : "Mentorship";
  return (
    <Page title={title} above={[{ to: "/mentorships", title: "Mentorships" }]}>
      <Shown screen={screen} what="this mentorship">
        {() => pair && !waits && <MentorshipParts pair={pair} />}
      </Shown>
    </Page>
  );
}
