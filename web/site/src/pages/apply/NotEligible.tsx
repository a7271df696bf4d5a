import type { ComponentChildren } from "preact";
import type { BeAPageQuery } from "../../graph/generated/pages/apply/beA";
import { Alert } from "../../parts/Alert";
import { ContactLink } from "../../parts/ContactLink";

type Own = NonNullable<BeAPageQuery["viewer"]>;

interface Props {
  viewer: Pick<Own, "participant"> & { applicationForm: Pick<Own["applicationForm"], "correctionContact"> };
  children?: ComponentChildren;
}

/** Which of the criteria is not met, for one's own eyes, and whom to tell if that is wrong (ELIG-5). */
export function NotEligible({ viewer: { participant, applicationForm }, children }: Props) {
  return (
    <Alert kind="info" heading="You can't apply right now">
      <ul class="usa-list">
        {participant.eligibility?.unmet.map(({ criterion, message }) => (
          <li key={criterion}>{message}</li>
        ))}
      </ul>
      <p>
        Only you, your supervisor, your department's administrators, and the program office can see this. If it is
        wrong, write to the <ContactLink contact={applicationForm.correctionContact} />.
      </p>
      {children}
    </Alert>
  );
}
