import { Checkbox } from "../../forms/Checkbox";
import { Checkboxes } from "../../forms/Choices";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { useUnsaved } from "../../forms/useUnsaved";
import {
  type SkillsWorkedOn,
  SubmitSurveyDocument,
  type SurveyPageQuery,
} from "../../graph/generated/pages/surveys/survey";
import { type Outcome, useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { Link } from "../../parts/Link";
import { type Answers, inputOf, noAnswers, type OneSurvey, questionsOf, SKILLS } from "./answers";
import { Question } from "./Question";

interface Props {
  survey: OneSurvey;
  data: SurveyPageQuery;
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
  onDone(contactMe: boolean): void;
}

const IDS = {
  howOften: "howOften",
  howMet: "howMet",
  skillsWorkedOn: "skillsWorkedOn",
  gainedAccess: "gainedAccess",
  ending: "ending",
  rating: "rating",
  developmentImproved: "developmentImproved",
  plans: "plans",
  comments: "comments",
};

/** The survey of one side: each question may be left open, not all of them. */
export function SurveyForm({ survey, data, errors, onErrors, onDone }: Props) {
  const typed = useKept<Answers>(`survey:${survey.id}`, noAnswers());
  const action = useAction(SubmitSurveyDocument);
  const answers = typed.value;
  const changed = JSON.stringify(answers) !== JSON.stringify(noAnswers());
  const { dialog } = useUnsaved(changed && !action.working && action.outcome?.kind !== "done");
  const set = (part: Partial<Answers>) => typed.set({ ...answers, ...part });
  const [about, program] = questionsOf(survey.role, data);
  const send = async () => {
    const outcome = await action.run({ survey: survey.id, ...inputOf(answers) });
    onErrors(saidOf(outcome));
    if (outcome?.kind !== "done") return;
    typed.done();
    onDone(answers.contactMe);
  };
  const ask = (question: ReturnType<typeof questionsOf>[0][number]) => (
    <Question
      key={question.name}
      id={question.name}
      label={question.label}
      choices={question.choices}
      value={String(answers[question.name])}
      error={errorFor(errors, question.name)}
      onValue={(value) => set({ [question.name]: value })}
    />
  );
  return (
    <form
      class="usa-form usa-form--large"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {about.slice(0, -1).map(ask)}
      <Checkboxes
        id={IDS.skillsWorkedOn}
        label="What skills did you work on?"
        hint="Select all that apply."
        optional
        choices={SKILLS}
        values={answers.skillsWorkedOn}
        onValues={(values) => set({ skillsWorkedOn: values as SkillsWorkedOn[] })}
      />
      {about.slice(-1).map(ask)}
      <ConductNotice />
      {program.map(ask)}
      <TextArea
        id={IDS.comments}
        label="Comments or concerns about MOMENTS"
        optional
        limit={data.limits.surveyComments}
        describes={CONDUCT}
        error={errorFor(errors, IDS.comments)}
        value={answers.comments}
        onValue={(comments) => set({ comments })}
      />
      <Checkbox
        id="contactMe"
        label="I'd like a MOMENTS team member to contact me about concerns with the platform"
        tile
        checked={answers.contactMe}
        onChecked={(contactMe) => set({ contactMe })}
      />
      <p>You can't change it after sending.</p>
      <div class="actions">
        <Button type="submit" working={action.working} workingWords="Sending...">
          Send your answers
        </Button>
        <Link to={`/mentorships/${survey.mentorship.id}`} class="usa-button usa-button--outline">
          Close
        </Link>
      </div>
      {dialog}
    </form>
  );
}

/** A choice that the office took away meanwhile is said in its own words: the new choices are on the page by then. */
function saidOf(outcome: Outcome<unknown> | undefined): FieldError[] {
  if (outcome?.kind !== "refused") return errorsOf(outcome, IDS);
  const refusals = outcome.refusals.map((refusal) =>
    refusal.code === "UNKNOWN_CHOICE" ? { ...refusal, message: "The choices changed. Choose again." } : refusal,
  );
  return errorsOf({ ...outcome, refusals }, IDS);
}
