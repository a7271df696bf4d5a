import { useState } from "preact/hooks";
import { toHeading } from "../../app/navigating";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import type { FieldError } from "../../forms/errors";
import { SurveyPageDocument } from "../../graph/generated/pages/surveys/survey";
import { useScreen } from "../../graph/useScreen";
import { dayAndTimeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { stopped } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import type { OneSurvey } from "./answers";
import { SurveyAnswers } from "./SurveyAnswers";
import { SurveyForm } from "./SurveyForm";

const NONE: readonly FieldError[] = [];

/** The survey of one side of a mentorship that ended; answered once. */
export default function SurveyPage({ id = "" }: Parameters) {
  const screen = useScreen(SurveyPageDocument, { id });
  const [errors, setErrors] = useState(NONE);
  const [sent, setSent] = useState<{ contactMe: boolean }>();
  const survey = screen.data?.node?.__typename === "Survey" ? screen.data.node : undefined;
  if (screen.data && !survey) return <NotForYou />;
  const answered = survey?.submittedAt;
  const title = sent ? "Thank you" : survey ? `How was it with ${survey.other.name}?` : "Survey";
  return (
    <Page title={title} width="reading" errors={sent || answered ? NONE : errors}>
      <Shown screen={screen} what="the survey">
        {(data) => {
          if (!survey) return null;
          if (sent) return <Thanks contactMe={sent.contactMe} survey={survey} />;
          return (
            <>
              <p>Only the program office reads your answers. {survey.other.firstName} doesn't.</p>
              {answered ? (
                <>
                  <p>{stopped(`You answered on ${dayAndTimeOf(answered)}`)}</p>
                  <SurveyAnswers survey={survey} data={data} />
                  <p>
                    <Link to={`/mentorships/${survey.mentorship.id}`}>Back to the mentorship</Link>
                  </p>
                </>
              ) : (
                <>
                  <People survey={survey} />
                  <SurveyForm
                    survey={survey}
                    data={data}
                    errors={errors}
                    onErrors={setErrors}
                    onDone={(contactMe) => {
                      setSent({ contactMe });
                      toHeading();
                    }}
                  />
                </>
              )}
            </>
          );
        }}
      </Shown>
    </Page>
  );
}

function People({ survey: { person, other, role } }: { survey: OneSurvey }) {
  return (
    <dl class="facts">
      <dt>Your name</dt>
      <dd>{person.name}</dd>
      <dt>Your email</dt>
      <dd>{person.email}</dd>
      <dt>Your department</dt>
      <dd>{person.department.name}</dd>
      <dt>Your {role === "MENTEE" ? "mentor" : "mentee"}</dt>
      <dd>
        {other.name}, {other.department.name}
      </dd>
    </dl>
  );
}

function Thanks({ contactMe, survey }: { contactMe: boolean; survey: OneSurvey }) {
  return (
    <>
      <p>The program office has your answers.</p>
      {contactMe && <p>A MOMENTS team member will contact you at {survey.person.email}.</p>}
      <div class="actions">
        {survey.role === "MENTEE" && (
          <Link to="/search" class="usa-button">
            Find another mentor
          </Link>
        )}
        <Link to="/" class={survey.role === "MENTEE" ? "usa-button usa-button--outline" : "usa-button"}>
          Home
        </Link>
      </div>
    </>
  );
}
