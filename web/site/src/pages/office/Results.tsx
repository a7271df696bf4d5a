import { useLocation } from "preact-iso";
import {
  OfficeDecisionTimesDocument,
  OfficeParticipationDocument,
  OfficeSkillsSoughtDocument,
  OfficeSurveyResultsDocument,
} from "../../graph/generated/pages/office/results";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { DecisionFigures } from "./DecisionFigures";
import { OfficePage } from "./OfficePage";
import { ParticipationFigures } from "./ParticipationFigures";
import { SkillFigure } from "./SkillFigure";
import { SurveyFigures } from "./SurveyFigures";

const NO_VARIABLES = {};
const PARTS = [
  { id: "in-short", title: "In short" },
  { id: "taking-part", title: "Who takes part" },
  { id: "decisions", title: "How long supervisors take" },
  { id: "surveys", title: "What mentees and mentors say" },
  { id: "skills", title: "Skills sought and offered" },
] as const;

/** The program's results of a year: sentences first, then each figure with its table. Made to be printed, too. */
export default function ResultsPage() {
  const { query } = useLocation();
  const year = /^20\d\d$/.test(query.year ?? "") ? Number(query.year) : null;
  const surveys = useScreen(OfficeSurveyResultsDocument, { year });
  const participation = useScreen(OfficeParticipationDocument, { year });
  const decisions = useScreen(OfficeDecisionTimesDocument, { year });
  const skills = useScreen(OfficeSkillsSoughtDocument, NO_VARIABLES);
  const surveyResults = surveys.data?.viewer?.officeDashboard?.surveyResults;
  const takingPart = participation.data?.viewer?.officeDashboard?.participation;
  const decisionTimes = decisions.data?.viewer?.officeDashboard?.decisionTimes;
  const shown = surveyResults?.year ?? takingPart?.year ?? decisionTimes?.year ?? year;
  const sentences = [takingPart?.message, decisionTimes?.message, surveyResults?.message].filter(Boolean);
  return (
    <OfficePage title={shown ? `Results of ${shown}` : "Results"}>
      {shown && <Years shown={shown} />}
      <nav class="not-printed" aria-label="On this page">
        <ul class="usa-list usa-list--unstyled on-this-page">
          {PARTS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <h2 id="in-short">In short</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h2 id="taking-part">Who takes part</h2>
      <Shown screen={participation} what="who takes part" part>
        {() => takingPart && <ParticipationFigures figures={takingPart} />}
      </Shown>
      <h2 id="decisions">How long supervisors take</h2>
      <Shown screen={decisions} what="how long supervisors take" part>
        {() => decisionTimes && <DecisionFigures figures={decisionTimes} />}
      </Shown>
      <h2 id="surveys">What mentees and mentors say</h2>
      <Shown screen={surveys} what="the surveys" part>
        {() => surveyResults && <SurveyFigures results={surveyResults} />}
      </Shown>
      <h2 id="skills">Skills sought and offered</h2>
      <Shown screen={skills} what="the skills" part>
        {({ viewer }) => <SkillFigure rows={viewer?.officeDashboard?.shortageBoard.nodes ?? []} />}
      </Shown>
    </OfficePage>
  );
}

function Years({ shown }: { shown: number }) {
  const thisYear = new Date().getFullYear();
  return (
    <div class="actions not-printed">
      <Link to={`/office/results?year=${shown - 1}`}>Results of {shown - 1}</Link>
      {shown < thisYear && <Link to={`/office/results?year=${shown + 1}`}>Results of {shown + 1}</Link>}
      <Button look="outline" onPress={() => print()}>
        Print
      </Button>
    </div>
  );
}
