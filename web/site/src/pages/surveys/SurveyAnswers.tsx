import { Fragment } from "preact";
import type { SurveyPageQuery } from "../../graph/generated/pages/surveys/survey";
import { ENDINGS, type OneSurvey, PLANS, questionsOf, SKILLS, YES_NO } from "./answers";

const LABELS = new Map([...YES_NO, ...PLANS, ...ENDINGS, ...SKILLS].map(({ value, label }) => [value, label]));

/** One's own answers, to read. */
export function SurveyAnswers({ survey, data }: { survey: OneSurvey; data: SurveyPageQuery }) {
  const { answers } = survey;
  if (!answers) return null;
  const questions = questionsOf(survey.role, data).flat();
  return (
    <dl class="facts">
      {questions.map(({ name, label }) => (
        <Fragment key={name}>
          <dt>{label}</dt>
          <dd>{wordsOf(answers[name])}</dd>
        </Fragment>
      ))}
      <dt>What skills did you work on?</dt>
      <dd>{answers.skillsWorkedOn.map((skill) => LABELS.get(skill)).join(", ") || "No answer"}</dd>
      <dt>Comments or concerns about MOMENTS</dt>
      <dd class="typed">{answers.comments ?? "No answer"}</dd>
      <dt>Contact</dt>
      <dd>{answers.contactMe ? "You asked to be contacted." : "You didn't ask to be contacted."}</dd>
    </dl>
  );
}

function wordsOf(answer: string | boolean | readonly string[] | null | undefined): string {
  if (answer === null || answer === undefined) return "No answer";
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  return LABELS.get(String(answer)) ?? String(answer);
}
