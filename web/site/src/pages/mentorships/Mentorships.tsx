import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import {
  type MentorshipBriefsFragment,
  type MentorshipLinesFragment,
  MentorshipListDocument,
  type MentorshipListQuery,
} from "../../graph/generated/pages/mentorships/mentorships";
import { useScreen } from "../../graph/useScreen";
import { LiveLine } from "../../live/LiveLine";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { MentorshipRow } from "./MentorshipRow";

type Lists = NonNullable<MentorshipListQuery["viewer"]>;

export default function MentorshipsPage() {
  const { query } = useLocation();
  const screen = useScreen(MentorshipListDocument, {
    waitingAsMentor: query.waitingAsMentor ?? null,
    waitingAsMentee: query.waitingAsMentee ?? null,
    endedAsMentor: query.endedAsMentor ?? null,
    endedAsMentee: query.endedAsMentee ?? null,
  });
  return (
    <Page title="Mentorships">
      <Shown screen={screen} what="your mentorships">
        {({ viewer }) => viewer && <Groups lists={viewer} />}
      </Shown>
    </Page>
  );
}

function Groups({ lists }: { lists: Lists }) {
  return (
    <>
      <LiveLine what="This list" />
      <Group title="Now" of={["nowAsMentee", "nowAsMentor"]} lists={lists} none={<NoneNow lists={lists} />} />
      <Group title="Waiting" of={["waitingAsMentor", "waitingAsMentee"]} lists={lists} />
      <Group title="Ended" of={["endedAsMentee", "endedAsMentor"]} lists={lists} />
    </>
  );
}

type Name = "nowAsMentor" | "nowAsMentee" | "waitingAsMentor" | "waitingAsMentee" | "endedAsMentor" | "endedAsMentee";

interface GroupProps {
  title: string;
  of: readonly Name[];
  lists: Lists;
  none?: ComponentChildren;
}

function Group({ title, of, lists, none }: GroupProps) {
  const filled = of.filter((name) => lists[name].totalCount);
  if (filled.length === 0 && !none) return null;
  return (
    <section>
      <h2>{title}</h2>
      {filled.length === 0 && none}
      {filled.map((name) => (
        <List key={name} name={name} list={lists[name]} of={`${title.toLowerCase()} mentorships`} />
      ))}
    </section>
  );
}

function List({
  name,
  list,
  of,
}: {
  name: Name;
  list: MentorshipLinesFragment | MentorshipBriefsFragment;
  of: string;
}) {
  const as = name.endsWith("Mentor") ? "as a mentor" : "as a mentee";
  return (
    <>
      <ul class="rows" role="list">
        {list.nodes.map((pair) => (
          <MentorshipRow key={pair.id} pair={pair} />
        ))}
      </ul>
      <Pagination of={`${of}, ${as}`} pageInfo={list.pageInfo} parameter={name} />
    </>
  );
}

function NoneNow({ lists }: { lists: Lists }) {
  const { isMentee, isMentor } = lists.participant;
  return (
    <>
      <p>You have no mentorship right now.</p>
      {isMentee && (
        <p>
          <Link to="/search">Find a mentor</Link>
        </p>
      )}
      {isMentor && (
        <p>
          Mentees can ask you when you're available. <Link to="/settings">Check your availability</Link>
        </p>
      )}
      {!isMentee && !isMentor && (
        <p>
          Start with an application: <Link to="/be-a-mentor">Be a Mentor</Link> or{" "}
          <Link to="/be-a-mentee">Be a Mentee</Link>.
        </p>
      )}
    </>
  );
}
