import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { Alert } from "../../parts/Alert";
import { dayOf, timeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";

interface Props {
  application: FilledInFragment;
  /** Whether it became that while the form was open here. */
  meanwhile: boolean;
}

/** There is an application of that kind already, which this form can't change. */
export function NotADraft({ application: { id, kind, state, submittedAt }, meanwhile }: Props) {
  const sent = state === "SUBMITTED" && submittedAt;
  const sentence = !meanwhile
    ? `You have a ${roleWord(kind)} application already.`
    : sent
      ? `This application was sent on ${dayOf(sent)} at ${timeOf(sent)} in another window.`
      : "This application was changed in another window and is no draft any more.";
  return (
    <>
      <Alert kind="info">{sentence}</Alert>
      <p>
        <Link to={`/applications/${id}`} class="usa-button">
          Open it
        </Link>
      </p>
    </>
  );
}
