import type { Parameters } from "../../app/routes";
import { OfficeSurveyAnswerDocument, type OfficeSurveyAnswerQuery } from "../../graph/generated/pages/office/results";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { ContactLink } from "../../parts/ContactLink";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { OfficePage } from "./OfficePage";
import { answerWords } from "./surveyWords";

type Survey = Extract<NonNullable<OfficeSurveyAnswerQuery["node"]>, { __typename: "Survey" }>;

const SURVEYS = { to: "/office/surveys", title: "Survey answers" };

/** All answers of one person. */
export default function SurveyAnswerPage({ id = "" }: Parameters) {
  const screen = useScreen(OfficeSurveyAnswerDocument, { id });
  const node = screen.data?.node;
  if (screen.data && node?.__typename !== "Survey") return <NotForYou />;
  const survey = node?.__typename === "Survey" ? node : undefined;
  return (
    <OfficePage title={survey ? `Survey of ${survey.person.name}` : "Survey"} above={SURVEYS}>
      <Shown screen={screen} what="the survey">
        {() => survey && <Answers survey={survey} />}
      </Shown>
    </OfficePage>
  );
}

function Answers({ survey: { person, other, role, submittedAt, answers, followedUpAt } }: { survey: Survey }) {
  return (
    <>
      <p>
        <Link to={`/office/people/${person.id}`}>{person.name}</Link>, {person.department.name}, as the {roleWord(role)}{" "}
        of a mentorship with {other.name}.{" "}
        {submittedAt ? (
          <>
            Answered <DateTime value={submittedAt} as="both" />
          </>
        ) : (
          "Not answered."
        )}
      </p>
      {answers && (
        <dl class="facts">
          <dt>How often they met</dt>
          <dd>{answerWords(answers.howOften)}</dd>
          {role === "MENTOR" && (
            <>
              <dt>How they met</dt>
              <dd>{answerWords(answers.howMet)}</dd>
              <dt>Completed or discontinued</dt>
              <dd>{answerWords(answers.ending)}</dd>
            </>
          )}
          {role === "MENTEE" && (
            <>
              <dt>Access to tools they did not have</dt>
              <dd>{answerWords(answers.gainedAccess)}</dd>
            </>
          )}
          <dt>Skills they worked on</dt>
          <dd>{answers.skillsWorkedOn.map(answerWords).join(", ") || "No answer"}</dd>
          <dt>Overall experience</dt>
          <dd>{answerWords(answers.rating)}</dd>
          <dt>Development improved</dt>
          <dd>{answerWords(answers.developmentImproved)}</dd>
          <dt>Plans more in MOMENTS</dt>
          <dd>{answerWords(answers.plans)}</dd>
          <dt>Comments</dt>
          <dd class="typed">{answers.comments ?? "No comment"}</dd>
          <dt>Contact</dt>
          <dd>
            {!answers.contactMe && "They didn't ask to be contacted."}
            {answers.contactMe && !followedUpAt && <Link to="/office/follow-ups">They ask to be contacted.</Link>}
            {answers.contactMe && followedUpAt && (
              <>
                They were contacted <DateTime value={followedUpAt} />
              </>
            )}
          </dd>
        </dl>
      )}
      {answers?.comments && (
        <Alert kind="info" slim>
          If a comment speaks of discrimination, harassment or retaliation, report it at once:{" "}
          <ContactLink contact={person.department.hrContact} />.
        </Alert>
      )}
    </>
  );
}
