import { Page } from "../../app/Page";
import type { OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Quotation } from "../../parts/Quotation";
import type { Answer } from "./Answered";
import { CancelRequest } from "./CancelRequest";
import { Settled } from "./Settled";
import { toldToMentee } from "./words";

interface Props {
  request: OneRequestFragment;
  changed: boolean;
  onAnswer(answer: Answer): void;
}

/** A request as the mentee who made it follows it. */
export function FromMentee({ request, changed, onAnswer }: Props) {
  const { id, partner, state, requestMessage, responseMessage, requestedAt, mentorProfile } = request;
  const told = toldToMentee(request);
  const name = partner?.firstName ?? "";
  return (
    <Page title={`Your request to ${partner?.name}`} width="reading">
      {told && <Settled told={told} good={state === "ACTIVE"} justNow={changed} />}
      {state === "REQUESTED" && (
        <p>
          {name} has had it since <DateTime value={requestedAt} />. Mentors answer in their own time. You can take it
          back and ask someone else at any time.
        </p>
      )}
      {responseMessage && <Quotation by={name} text={responseMessage} />}
      {requestMessage && <Quotation by="You" text={requestMessage} />}
      {mentorProfile && (
        <p>
          <Link to={`/mentors/${mentorProfile.id}`}>See {name}'s page</Link>
        </p>
      )}
      {state === "REQUESTED" ? (
        <CancelRequest request={request} onAnswer={onAnswer} />
      ) : (
        <p>
          {state === "ACTIVE" ? (
            <Link to={`/mentorships/${id}`} class="usa-button">
              Open the mentorship
            </Link>
          ) : (
            <Link to="/search" class="usa-button">
              Find another mentor
            </Link>
          )}
        </p>
      )}
    </Page>
  );
}
