import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { focusField } from "../../forms/focusField";
import { useUnsaved } from "../../forms/useUnsaved";
import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { later } from "../../parts/later";
import { chosenIn } from "../../skills/ranking";
import { countSentence } from "../../skills/sentences";
import { AboutYou } from "./AboutYou";
import { answersOf, type FormData, same } from "./answers";
import { FormAnswers } from "./FormAnswers";
import { KeptLine } from "./KeptLine";
import type { Problems } from "./problems";
import { useApplicationDraft } from "./useApplicationDraft";
import { useSaving } from "./useSaving";
import { YourSupervisor } from "./YourSupervisor";

const OtherWindow = later(() => import("./OtherWindow").then((part) => part.OtherWindow));

interface Props {
  kind: "MENTOR" | "MENTEE";
  data: FormData;
  /** Null for a new one. */
  application: FilledInFragment | null;
  problems: Problems;
  onProblems(problems: Problems): void;
}

/** The form of an application: new, a draft, or an approved one, whose changes count at once (APP-9). */
export function ApplicationForm({ kind, data, application, problems, onProblems }: Props) {
  const form = data.viewer.applicationForm;
  const approved = application?.state === "APPROVED";
  const draft = useApplicationDraft(kind, data, application);
  const { answers } = draft;
  const unsaved = useUnsaved(approved && draft.changed);
  const { route } = useLocation();
  const [restored] = useState(draft.restored);
  const { save, close } = useSaving({
    data,
    application,
    draft,
    onProblems,
    onDone: (place) => route(at(place)),
    leave: unsaved.goTo,
  });
  useEffect(() => {
    if (location.hash) focusField(location.hash.slice(1));
  }, []);
  const decides =
    application?.supervisor?.person.name ?? `${form.supervisorFirstName ?? ""} ${form.supervisorLastName ?? ""}`;
  return (
    <form
      class="usa-form usa-form--large"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {unsaved.dialog}
      {restored && draft.changed && (
        <Alert kind="info" slim>
          We kept what you typed.
        </Alert>
      )}
      {draft.theirs && (
        <OtherWindow mine={answers} theirs={draft.theirs} onTake={draft.takeTheirs} onKeep={draft.keepMine} />
      )}
      <p>All questions need an answer.</p>
      <AboutYou form={form} />
      {!approved && (
        <YourSupervisor
          form={form}
          application={application}
          kept={answersOf(data, application).supervisor}
          value={answers.supervisor}
          changed={!same(answers.supervisor, answersOf(data, application).supervisor)}
          onValue={(supervisor) => draft.set({ supervisor })}
          errors={problems.errors}
        />
      )}
      <FormAnswers
        kind={kind}
        data={data}
        application={application}
        answers={answers}
        onAnswers={draft.set}
        problems={problems}
      />
      <p>{countSentence(chosenIn(answers.skills), form.fewestSkills, form.mostSkills, "skills ")}</p>
      <KeptLine keptAt={draft.keptAt} problem={draft.problem} />
      <div class="actions">
        <Button type="submit" working={draft.saving} workingWords="Saving..." aria-describedby="kept what-saving-does">
          Save
        </Button>
        <Button look="outline" onPress={close}>
          Close
        </Button>
      </div>
      <p id="what-saving-does" class="quiet">
        {approved
          ? "Your changes count as soon as you save. They need no new approval."
          : `Saving does not send it yet. Next you check it and send it to ${decides.trim() || "your supervisor"}.`}
      </p>
    </form>
  );
}
