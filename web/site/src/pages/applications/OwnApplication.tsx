import type { FieldError } from "../../forms/errors";
import type {
  ApplicationPageQuery,
  WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";
import { ApplicationAnswers } from "./ApplicationAnswers";
import { actionOf } from "./actionOf";
import { CheckAndSend } from "./CheckAndSend";
import { NameSupervisor } from "./NameSupervisor";
import { OwnStanding } from "./OwnStanding";
import { ReviseButton } from "./ReviseButton";
import { Timeline } from "./Timeline";
import { Withdraw } from "./Withdraw";

interface Props {
  application: WholeApplicationFragment;
  period: ApplicationPageQuery["applicationPeriod"];
  participant: NonNullable<ApplicationPageQuery["viewer"]>["participant"] | undefined;
  onErrors(errors: readonly FieldError[]): void;
  /** It was sent from this page just now. */
  onSent(): void;
}

/** The applicant's own view: where it stands, what others read, what one can do. */
export function OwnApplication({ application, period, participant, onErrors, onSent }: Props) {
  const mentor = application.kind === "MENTOR" ? participant : undefined;
  if (application.state === "DRAFT") {
    return <CheckAndSend application={application} mentor={mentor} onErrors={onErrors} onSent={onSent} />;
  }
  return (
    <>
      <OwnStanding application={application} period={period} />
      <OwnActions application={application} />
      <h2>{application.state === "SUBMITTED" ? "What they read" : "Your answers"}</h2>
      <ApplicationAnswers application={application} mentor={mentor} />
      <Timeline application={application.id} />
    </>
  );
}

function OwnActions({ application }: { application: WholeApplicationFragment }) {
  const { id, state, kind } = application;
  switch (state) {
    case "SUBMITTED":
      return (
        <>
          <NameSupervisor application={application} />
          <Withdraw application={application} words="Withdraw it" />
        </>
      );
    case "APPROVED":
      return (
        <>
          {actionOf(application, "EDIT_APPLICATION")?.allowed && (
            <p>
              <Link to={`/applications/${id}/edit`} class="usa-button usa-button--outline">
                Change it
              </Link>
            </p>
          )}
          <Withdraw application={application} words={`Leave the program as a ${roleWord(kind)}`} />
        </>
      );
    case "DENIED":
      return <ReviseButton application={application} words="Change it and send it again" />;
    case "WITHDRAWN":
      return <ReviseButton application={application} words="Apply again" />;
    default:
      return null;
  }
}
