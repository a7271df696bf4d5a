import { OfficeSurveyChoicesDocument } from "../../graph/generated/pages/office/lists";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ChoicesForm } from "./ChoicesForm";
import { OfficePage } from "./OfficePage";

const NO_VARIABLES = {};

/** The answers that three of the survey's questions offer. */
export default function SurveyChoicesPage() {
  const screen = useScreen(OfficeSurveyChoicesDocument, NO_VARIABLES);
  return (
    <OfficePage title="Survey choices">
      <p>Whoever answers a survey from now on has these choices. Answers that were given keep their words.</p>
      <Shown screen={screen} what="the choices">
        {({ surveyChoices, limits }) =>
          surveyChoices.map((each) => <ChoicesForm key={each.question} stored={each} limits={limits} />)
        }
      </Shown>
    </OfficePage>
  );
}
