import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { TeamDocument } from "../../graph/generated/pages/queue/queue";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { timeOf } from "../../parts/dates";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { ListFilter } from "./ListFilter";
import { SupervisorPlaces } from "./QueuePlaces";
import { TeamTable } from "./TeamTable";

const TAKES_PART: Record<string, boolean> = { yes: true, no: false };

/** Who of a supervisor's reports takes part, so that their time can be planned. */
export default function TeamPage() {
  const { after = null, name = null, part = "" } = useLocation().query;
  const screen = useScreen(TeamDocument, { after, name, takesPart: TAKES_PART[part] ?? null });
  const asOf = useMemo(() => timeOf(new Date()), [screen.data]);
  const dashboard = screen.data?.viewer?.supervisorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  return (
    <Page title="Your team in MOMENTS" longTitle="Your team - Your queue">
      <SupervisorPlaces here="/queue/team" />
      {dashboard && (
        <p>
          {dashboard.partakers.totalCount === 0
            ? "Nobody of your team takes part yet."
            : `${dashboard.partakers.totalCount} of ${dashboard.all.totalCount} take part: ${count(dashboard.mentors.totalCount ?? 0, "mentor", "mentors")}, ${count(dashboard.mentees.totalCount ?? 0, "mentee", "mentees")}.`}
        </p>
      )}
      {dashboard?.partakers.totalCount === 0 && (
        <p>
          Tell your team: <a href={document.baseURI}>{document.baseURI.replace(/\/$/, "")}</a>
        </p>
      )}
      <ListFilter
        choices={[
          {
            parameter: "part",
            label: "Show",
            none: "Everybody",
            choices: [
              { value: "yes", label: "Takes part" },
              { value: "no", label: "Does not take part" },
            ],
          },
        ]}
      />
      <Shown screen={screen} what="your team">
        {({ viewer }) => {
          const team = viewer?.supervisorDashboard?.team;
          if (!team) return null;
          return (
            <>
              <p class="count-line">
                {count(team.totalCount ?? 0, "person", "people")}, by name. As of {asOf}.{" "}
                <Button look="unstyled" onPress={screen.again}>
                  Reload
                </Button>
              </p>
              {team.nodes.length > 0 && <TeamTable members={team.nodes} />}
              <Pagination of="team" pageInfo={team.pageInfo} />
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
