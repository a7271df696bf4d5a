import { Page } from "../../app/Page";
import { SettingsDocument } from "../../graph/generated/pages/settings/settings";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { Facts } from "./Facts";
import { MenteesAtATime } from "./MenteesAtATime";
import { Sessions } from "./Sessions";
import { TakingRequests } from "./TakingRequests";

const NO_VARIABLES = {};

export default function SettingsPage() {
  const screen = useScreen(SettingsDocument, NO_VARIABLES);
  return (
    <Page title="Your settings" width="reading">
      <Shown screen={screen} what="your settings">
        {({ viewer }) =>
          viewer && (
            <>
              <section aria-labelledby="as-mentor">
                <h2 id="as-mentor">As a mentor</h2>
                {viewer.participant.isMentor ? (
                  <>
                    <TakingRequests participant={viewer.participant} />
                    <MenteesAtATime participant={viewer.participant} />
                  </>
                ) : (
                  <p>
                    You're not a mentor yet. <Link to="/be-a-mentor">Be a Mentor</Link>
                  </p>
                )}
              </section>
              <section aria-labelledby="reminders">
                <h2 id="reminders">Reminders</h2>
                <p>
                  {muted(viewer.reminders.settings)} <Link to="/reminders">Choose your reminders</Link>
                </p>
              </section>
            </>
          )
        }
      </Shown>
      <Sessions />
      {screen.data?.viewer && <Facts viewer={screen.data.viewer} />}
    </Page>
  );
}

function muted(settings: readonly { muted: boolean }[]): string {
  const off = settings.filter((each) => each.muted).length;
  if (off === 0) return "All reminders come by email.";
  return off === settings.length ? "No reminders come." : `${off} of ${settings.length} reminders are turned off.`;
}
