import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { errorFor } from "../../forms/errors";
import { focusField } from "../../forms/focusField";
import { Select } from "../../forms/Select";
import { TextArea } from "../../forms/TextArea";
import { useUnsaved } from "../../forms/useUnsaved";
import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { chosenIn } from "../../skills/ranking";
import { SkillPicker } from "../../skills/SkillPicker";
import { countSentence } from "../../skills/sentences";
import { AboutYou } from "./AboutYou";
import { type Answers, answersOf, type FormData, same } from "./answers";
import { KeptLine } from "./KeptLine";
import { MenteesAtATime } from "./MenteesAtATime";
import { OtherWindow } from "./OtherWindow";
import type { Problems } from "./problems";
import { skillsOf } from "./skillsOf";
import { useApplicationDraft } from "./useApplicationDraft";
import { useSaving } from "./useSaving";
import { YourSupervisor } from "./YourSupervisor";

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
  const { choices, retired } = skillsOf(form, application);
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
  const set = (changed: Partial<Answers>) => draft.set(changed);
  const error = (id: string) => errorFor(problems.errors, id);
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
          onValue={(supervisor) => set({ supervisor })}
          errors={problems.errors}
        />
      )}
      <h2>What others should know</h2>
      <Select
        id="workingHours"
        label="Working hours"
        none="Select Working Hours..."
        choices={form.workingHoursChoices.map(({ id, label }) => ({ value: id, label }))}
        value={answers.workingHours}
        onValue={(workingHours) => set({ workingHours })}
        error={error("workingHours")}
      />
      <TextArea
        id="bio"
        label="Short bio"
        hint={`What you do, and what you'd like to ${kind === "MENTEE" ? "learn" : "pass on"}. Hobbies or volunteer work, if you like. Your supervisor and ${kind === "MENTEE" ? "mentors you ask" : "mentees who look for a mentor"} can read it. Up to ${data.limits.bio.toLocaleString("en-US")} characters.`}
        limit={data.limits.bio}
        rows={8}
        value={answers.bio}
        onValue={(bio) => set({ bio })}
        error={error("bio")}
      />
      <SkillPicker
        id="skills"
        question={form.skillsQuestion}
        fewest={form.fewestSkills}
        most={form.mostSkills}
        choices={choices}
        retired={retired}
        chosen={answers.skills}
        onChosen={(skills) => set({ skills })}
        error={problems.skills}
      />
      {kind === "MENTOR" && (
        <MenteesAtATime limits={data.limits} answers={answers} onAnswers={set} errors={problems.errors} />
      )}
      <p>{countSentence(chosenIn(answers.skills), form.fewestSkills, form.mostSkills)}</p>
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
