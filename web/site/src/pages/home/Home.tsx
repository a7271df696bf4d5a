import { useMemo } from "preact/hooks";
import { Page } from "../../app/Page";
import { useSignedIn } from "../../app/viewer";
import { HomeStepsDocument, type HomeStepsQuery } from "../../graph/generated/pages/home/home";
import { useScreen } from "../../graph/useScreen";
import { useStill } from "../../live/useStill";
import { dayOf, daysUntil, monthOf } from "../../parts/dates";
import { Shown } from "../../parts/Shown";
import { Applications } from "./Applications";
import { Mentorships } from "./Mentorships";
import { NextSteps } from "./NextSteps";
import { Roles } from "./Roles";
import { Suspended } from "./Suspended";
import { itemOf } from "./step";
import { Waiting } from "./Waiting";

const NO_VARIABLES = {};

/** What to do next, over all of a person's roles; then where everything stands. */
export function Home() {
  const { person } = useSignedIn();
  const screen = useScreen(HomeStepsDocument, NO_VARIABLES);
  useStill();
  return (
    <Page title={`Hello, ${person.firstName}`} longTitle="Home">
      <Shown screen={screen} what="what to do next" part>
        {(data) => <Now data={data} />}
      </Shown>
      <Applications />
      <Mentorships />
      <Roles />
    </Page>
  );
}

function Now({ data: { viewer, applicationPeriod: period } }: { data: HomeStepsQuery }) {
  const steps = viewer?.nextSteps;
  const month = period ? monthOf(period.matchesAt) : undefined;
  const items = useMemo(() => (steps ?? []).map((step) => itemOf(step, month)), [steps, month]);
  if (!viewer) return null;
  const { standing, eligibility } = viewer.participant;
  return (
    <>
      {standing === "SUSPENDED" && <Suspended unmet={eligibility?.unmet ?? []} />}
      <NextSteps waiting={items} quiet={quietOf(viewer, period)} />
      <Waiting viewer={viewer} period={period} />
    </>
  );
}

function quietOf(viewer: NonNullable<HomeStepsQuery["viewer"]>, period: HomeStepsQuery["applicationPeriod"]): string {
  if (viewer.participant.standing === null) return "Nothing to do yet. Start with an application.";
  const { isMentor, isMentee } = viewer.participant;
  if (!period || daysUntil(period.matchesAt) < 0 || !(isMentor || isMentee)) return "Nothing to do right now.";
  return `Nothing to do right now. The ${monthOf(period.matchesAt)} matching runs on ${dayOf(period.matchesAt)}.`;
}
