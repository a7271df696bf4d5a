import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { MentorPageDocument, type MentorPageQuery } from "../../graph/generated/pages/mentors/mentor";
import { useScreen } from "../../graph/useScreen";
import { Folding } from "../../parts/Folding";
import { Shown } from "../../parts/Shown";
import { count, stopped } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { AskMentor } from "./AskMentor";
import { WayOn } from "./NotNow";
import { WhyFits } from "./WhyFits";

type Profile = Extract<NonNullable<MentorPageQuery["node"]>, { __typename: "MentorProfile" }>;

const ABOVE = [{ to: "/search", title: "Find a mentor" }];

export default function MentorPage({ id = "" }: Parameters) {
  const screen = useScreen(MentorPageDocument, { id });
  const node = screen.data?.node;
  if (screen.data && node?.__typename !== "MentorProfile") return <NotForYou />;
  const mentor = node?.__typename === "MentorProfile" && node.id === id ? node : undefined;
  return (
    <Page title={mentor?.name ?? "Mentor"} above={ABOVE} width="reading">
      <Shown screen={screen} what="this mentor">
        {(data) => mentor && <Mentor mentor={mentor} data={data} />}
      </Shown>
    </Page>
  );
}

function Mentor({ mentor, data }: { mentor: Profile; data: MentorPageQuery }) {
  const { firstName, jobTitle, department, division, workLocation, requestBlocker } = mentor;
  const gone = requestBlocker?.code === "NO_LONGER_AVAILABLE";
  return (
    <>
      <p>{[jobTitle, department.name, ...(gone ? [] : [division, workLocation])].filter(Boolean).join(", ")}</p>
      {!gone && <About mentor={mentor} data={data} />}
      {mentor.openPlaces !== null && !requestBlocker && (
        <p>
          {firstName} has {count(mentor.openPlaces, "open place", "open places")}.
        </p>
      )}
      <AskMentor mentor={mentor} facts={data} />
      {requestBlocker?.code === "NOT_ALLOWED_TO_REQUEST" && (
        <p>
          <WayOn code={mentor.viewerActions[0]?.code} />
        </p>
      )}
    </>
  );
}

function About({ mentor, data }: { mentor: Profile; data: MentorPageQuery }) {
  const { firstName, match, skills, commonHours, workingHours, bio } = mentor;
  const sought = data.viewer?.applications.nodes.find(({ kind, state }) => kind === "MENTEE" && state === "APPROVED");
  return (
    <>
      <WhyFits firstName={firstName} match={match} offered={skills} sought={sought?.skills} />
      <h2>When you can meet</h2>
      {commonHours && <p>{commonHours.message}</p>}
      {workingHours && <p>{stopped(`${firstName} works ${workingHours.label}`)}</p>}
      <h2>About {firstName}</h2>
      <Folding text={bio} whose={`${firstName}'s bio`} />
    </>
  );
}
