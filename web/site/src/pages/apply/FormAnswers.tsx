import { errorFor } from "../../forms/errors";
import { Select } from "../../forms/Select";
import { TextArea } from "../../forms/TextArea";
import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { SkillPicker } from "../../skills/SkillPicker";
import type { Answers, FormData } from "./answers";
import { MenteesAtATime } from "./MenteesAtATime";
import type { Problems } from "./problems";
import { skillsOf } from "./skillsOf";

interface Props {
  kind: "MENTOR" | "MENTEE";
  data: FormData;
  application: FilledInFragment | null;
  answers: Answers;
  onAnswers(changed: Partial<Answers>): void;
  problems: Problems;
}

const WORDS = {
  MENTOR: { wish: "pass on", readers: "mentees who look for a mentor" },
  MENTEE: { wish: "learn", readers: "mentors you ask" },
};

/** What only the applicant knows: hours, bio, skills, and of a mentor the number of mentees (APP-3, APP-4, CAP-3). */
export function FormAnswers({ kind, data, application, answers, onAnswers: set, problems }: Props) {
  const form = data.viewer.applicationForm;
  const { choices, retired } = skillsOf(form, application);
  const error = (id: string) => errorFor(problems.errors, id);
  const limit = data.limits.bio.toLocaleString("en-US");
  const { wish, readers } = WORDS[kind];
  return (
    <>
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
        hint={`What you do, and what you'd like to ${wish}. Hobbies or volunteer work, if you like. Your supervisor and ${readers} can read it. Up to ${limit} characters.`}
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
    </>
  );
}
