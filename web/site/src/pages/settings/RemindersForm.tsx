import { useSignedIn } from "../../app/viewer";
import { Checkboxes } from "../../forms/Choices";
import { useKept } from "../../forms/kept";
import type { RemindersOfViewerFragment } from "../../graph/generated/pages/settings/settings";
import { SetRemindersDocument } from "../../graph/generated/pages/settings/settings";
import { byRevision, useNewest } from "../../graph/newest";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";

type Name = RemindersOfViewerFragment["settings"][number]["reminder"];

/** Which of the optional reminders come. What another window set meanwhile is shown, not overwritten. */
export function RemindersForm({ reminders }: { reminders: RemindersOfViewerFragment }) {
  const newest = useNewest(`reminders:${useSignedIn().person.id}`, reminders, byRevision);
  const { revision, settings } = newest.known;
  const action = useAction(SetRemindersDocument);
  const draft = useKept<{ wanted: string[]; revision: number } | null>("reminders", null);
  const edited = draft.value ?? undefined;
  const giveUp = () => {
    draft.set(null);
    draft.done();
  };
  const wanted = edited?.wanted ?? settings.filter(({ muted }) => !muted).map(({ reminder }) => reminder);
  const isElsewhere = edited !== undefined && edited.revision !== revision;
  const save = async () => {
    const muted: Name[] = settings.map(({ reminder }) => reminder).filter((each) => !wanted.includes(each));
    const outcome = await action.run({ muted, expectedRevision: edited?.revision ?? revision });
    if (outcome?.kind === "refused") newest.refused();
    const saved = outcome?.kind === "done" ? outcome.payload.reminders : null;
    if (!saved) return;
    newest.saved(saved);
    const now = draft.now();
    if (now && now !== edited) draft.set({ ...now, revision: saved.revision });
    else giveUp();
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
          draft.set({ wanted: values, revision: edited?.revision ?? revision });
        }}
      />
      {isElsewhere && (
        <Alert kind="info" slim>
          Changed in another window.{" "}
          <Button look="unstyled" onPress={giveUp}>
            Use that one
          </Button>
        </Alert>
      )}
      <p class="actions">
        <Button type="submit" about="your reminders" working={action.working} workingWords="Saving...">
          Save
        </Button>
      </p>
      {action.outcome?.kind === "done" && !edited && (
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
