import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { inWords, NOT_SHOWN, percent, type Value } from "../../charts/numbers";
import type { OfficeSurveyResultsQuery, SurveyQuestion } from "../../graph/generated/pages/office/results";
import { HIDDEN_NOTE } from "./figureWords";

type Dashboard = NonNullable<NonNullable<OfficeSurveyResultsQuery["viewer"]>["officeDashboard"]>;
type Results = Dashboard["surveyResults"];
type Question = Results["questions"][number];
type Choice = Question["choices"][number];

const QUESTIONS: Record<SurveyQuestion, string> = {
  HOW_OFTEN: "How often did you meet?",
  HOW_MET: "How did you meet?",
  SKILLS_WORKED_ON: "What skills did you work on?",
  ENDING: "Was the mentorship completed or discontinued?",
  RATING: "How would you rate your overall experience with MOMENTS?",
  GAINED_ACCESS: "Did you get access to tools or resources you did not have before?",
  DEVELOPMENT_IMPROVED: "Has the quality of your professional development improved?",
  PLANS: "Do you plan to explore other opportunities through MOMENTS?",
};
const COLUMNS = [
  { title: "Answer" },
  { title: "Mentees", number: true },
  { title: "Share of mentees", number: true },
  { title: "Mentors", number: true },
  { title: "Share of mentors", number: true },
  { title: "Both", number: true },
];
const NO_ANSWER = "No answer";
const NOT_ASKED = "Not asked";

/** Each question of the surveys, mentees and mentors side by side. The server says what is shown; nothing is worked out. */
export function SurveyFigures({ results }: { results: Results }) {
  const { base, mentees, mentors, message, year, questions } = results;
  if (base === null || base === undefined) return <p>{message}</p>;
  return (
    <>
      {questions.map((question) => (
        <QuestionFigure
          key={question.question}
          question={question}
          base={base}
          basis={`Surveys answered in ${year}: ${inWords(mentees, NOT_SHOWN)} by mentees, ${inWords(mentors, NOT_SHOWN)} by mentors.`}
          year={year}
        />
      ))}
    </>
  );
}

interface QuestionProps {
  question: Question;
  base: number;
  basis: string;
  year: number;
}

function QuestionFigure({ question: { question, choices }, base, basis, year }: QuestionProps) {
  const words = QUESTIONS[question];
  const finding = findingOf(choices, base);
  const allHidden = choices.every(({ suppressed }) => suppressed);
  if (allHidden) {
    return (
      <Figure finding={words} basis={`${basis} Too few people gave each answer to show numbers.`}>
        {null}
      </Figure>
    );
  }
  return (
    <Figure
      finding={finding ?? words}
      basis={finding ? `${words} ${basis}` : basis}
      note={choices.some(({ suppressed }) => suppressed) ? HIDDEN_NOTE : null}
      csv={`/exports/survey-results.csv?year=${year}`}
    >
      <Bars
        series={["mentees", "mentors"]}
        bars={choices.map((choice) => ({
          key: choice.label,
          name: choice.label,
          values: [choice.mentees, choice.mentors],
          words: [told(choice, choice.mentees), told(choice, choice.mentors)],
        }))}
      />
      <FigureTable
        caption={words}
        columns={COLUMNS}
        rows={choices.map((choice) => ({
          key: choice.label,
          cells: [
            choice.label,
            told(choice, choice.mentees),
            shareOf(choice, choice.menteeShare),
            told(choice, choice.mentors),
            shareOf(choice, choice.mentorShare),
            inWords(choice.total, NOT_SHOWN),
          ],
        }))}
      />
    </Figure>
  );
}

/** The answer that most gave, of those that are shown. */
function findingOf(choices: readonly Choice[], base: number): string | null {
  const counted = choices.filter(({ label, total }) => typeof total === "number" && label !== NO_ANSWER);
  const [most] = counted.sort((one, other) => (other.total ?? 0) - (one.total ?? 0));
  if (!most?.total) return null;
  return `${most.total.toLocaleString("en-US")} of ${base.toLocaleString("en-US")} answered “${most.label}”`;
}

function told({ suppressed }: Choice, value: Value): string {
  return suppressed ? NOT_SHOWN : inWords(value, NOT_ASKED);
}

function shareOf({ suppressed }: Choice, share: Value): string {
  return suppressed ? NOT_SHOWN : percent(share, NOT_ASKED);
}
