import { HomeContactDocument, type HomeStepsQuery } from "../../graph/generated/pages/home/home";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { ContactLink } from "../../parts/ContactLink";

type Unmet = NonNullable<NonNullable<HomeStepsQuery["viewer"]>["participant"]["eligibility"]>["unmet"];
const NO_VARIABLES = {};

/** Why somebody can't take part right now; nobody but they see it here (ELIG-5). */
export function Suspended({ unmet }: { unmet: Unmet }) {
  const contact = useScreen(HomeContactDocument, NO_VARIABLES).data?.viewer?.applicationForm.correctionContact;
  return (
    <Alert kind="warning" heading="You can't take part right now">
      {unmet.length > 0 && (
        <ul class="usa-list">
          {unmet.map(({ criterion, message }) => (
            <li key={criterion}>{message}</li>
          ))}
        </ul>
      )}
      <p>Mentorships that you have go on. Once the State's records say otherwise, you take part again by yourself.</p>
      {contact && (
        <p>
          If this is wrong, write to the <ContactLink contact={contact} />.
        </p>
      )}
    </Alert>
  );
}
