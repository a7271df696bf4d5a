import { Page } from "../../app/Page";
import { ReminderSettingsDocument } from "../../graph/generated/pages/settings/settings";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { RemindersForm } from "./RemindersForm";

const NO_VARIABLES = {};

/** Where the footer of each reminder leads. */
export default function RemindersPage() {
  const screen = useScreen(ReminderSettingsDocument, NO_VARIABLES);
  return (
    <Page title="Reminders" width="reading">
      <Shown screen={screen} what="your reminders">
        {({ viewer }) => viewer && <RemindersForm reminders={viewer.reminders} />}
      </Shown>
      <p>
        <Link to="/settings">Your other settings</Link>
      </p>
    </Page>
  );
}
