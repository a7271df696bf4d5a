import { OfficeSurveyAnswersDocument } from "../../graph/generated/pages/office/results";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { ListFilter } from "../queue/ListFilter";
import { ListedTable } from "./ListedTable";
import { choicesOf, csvOf, oneOf, useDepartmentFilter, useFilters } from "./lists";
import { OfficePage } from "./OfficePage";
import { PERIOD_FILTER, sinceOf } from "./periods";
import { answerWords } from "./surveyWords";

const ROLES = { MENTEE: "Mentees", MENTOR: "Mentors" };
const ROLE = { parameter: "role", label: "Side", none: "Both", choices: choicesOf(ROLES) };
const COLUMNS = [
  { title: "Answered" },
  { title: "By" },
  { title: "Department" },
  { title: "Overall" },
  { title: "Development improved" },
  { title: "More in MOMENTS" },
];

/** The surveys that were answered, newest first. */
export default function SurveyAnswersPage() {
  const { query, key } = useFilters();
  const departments = useDepartmentFilter();
  const filters = {
    role: oneOf(query.role, ROLES),
    department: query.department ?? null,
    since: sinceOf(query.period),
    name: query.name ?? null,
  };
  const screen = useScreen(OfficeSurveyAnswersDocument, { ...filters, until: null, after: query.after ?? null });
  return (
    <OfficePage title="Survey answers">
      <ListFilter key={key} choices={[ROLE, PERIOD_FILTER, departments]} />
      <Shown screen={screen} what="the surveys">
        {({ viewer }) => {
          const surveys = viewer?.officeDashboard?.surveys;
          if (!surveys) return null;
          return (
            <ListedTable
              one="answered survey"
              several="answered surveys"
              total={surveys.totalCount}
              pageInfo={surveys.pageInfo}
              columns={COLUMNS}
              rows={surveys.nodes.map(({ id, role, person, submittedAt, answers }) => ({
                key: id,
                cells: [
                  <Link to={`/office/surveys/${id}`}>
                    {submittedAt && <DateTime value={submittedAt} />}
                    <span class="usa-sr-only">, all answers of {person.name}</span>
                  </Link>,
                  `${person.name}, ${roleWord(role)}`,
                  person.department.name,
                  answerWords(answers?.rating),
                  answerWords(answers?.developmentImproved),
                  answerWords(answers?.plans),
                ],
              }))}
              none="No answered survey fits."
              csv={csvOf("surveys", { ...filters, answered: true })}
            />
          );
        }}
      </Shown>
    </OfficePage>
  );
}
