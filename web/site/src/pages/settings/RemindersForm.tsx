import { useState } from "preact/hooks";
import { Checkboxes } from "../../forms/Choices";
import type { RemindersOfViewerFragment } from "../../graph/generated/pages/settings/settings";
import { SetRemindersDocument } from "../../graph/generated/pages/settings/settings";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";

type Name = RemindersOfViewerFragment["settings"][number]["reminder"];

/** Which of the optional reminders come. What another window set meanwhile is shown, not overwritten. */
export function RemindersForm({ reminders: { revision, settings } }: { reminders: RemindersOfViewerFragment }) {
  const action = useAction(SetRemindersDocument);
  const [edited, setEdited] = useState<{ wanted: string[]; revision: number }>();
  const wanted = edited?.wanted ?? settings.filter(({ muted }) => !muted).map(({ reminder }) => reminder);
  const isElsewhere = edited !== undefined && edited.revision !== revision;
  const save = async () => {
    const muted: Name[] = settings.map(({ reminder }) => reminder).filter((each) => !wanted.includes(each));
    const outcome = await action.run({ muted, expectedRevision: edited?.revision ?? revision });
    if (outcome?.kind !== "done") return;
    setEdited(undefined);
    sayNow("Your reminders are saved.");
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Checkboxes
        id="reminders-wanted"
        label="Reminders by email"
        hint="Emails of other kinds always come: answers, decisions, meetings and surveys."
        choices={settings.map(({ reminder, description }) => ({ value: reminder, label: sentence(description) }))}
        values={wanted}
        onValues={(values) => {
          action.clear();
          setEdited({ wanted: values, revision: edited?.revision ?? revision });
        }}
      />
      {isElsewhere && (
        <Alert kind="info" slim>
          Changed in another window.{" "}
          <Button look="unstyled" onPress={() => setEdited(undefined)}>
            Use that one
          </Button>
        </Alert>
      )}
      <p class="actions">
        <Button type="submit" about="your reminders" working={action.working} workingWords="Saving...">
          Save
        </Button>
      </p>
      {action.outcome?.kind === "done" && (
        <Alert kind="success" slim>
          Your reminders are saved.
        </Alert>
      )}
      <Refusals outcome={action.outcome} />
    </form>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
