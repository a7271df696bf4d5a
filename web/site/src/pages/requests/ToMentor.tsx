import { Page } from "../../app/Page";
import { type Kept, useKept } from "../../forms/kept";
import type { OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { Button } from "../../parts/Button";
import { CopyButton } from "../../parts/CopyButton";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Quotation } from "../../parts/Quotation";
import type { Answer } from "./Answered";
import { AnswerForm } from "./AnswerForm";
import { MenteeApplication } from "./MenteeApplication";
import { Settled } from "./Settled";
import { WhyYouTwo } from "./WhyYouTwo";
import { toldToMentor } from "./words";

interface Props {
  request: OneRequestFragment;
  limit: number;
  changed: boolean;
  onAnswer(answer: Answer): void;
}

/** A request as the mentor reads and answers it. */
export function ToMentor({ request, limit, changed, onAnswer }: Props) {
  const { id, partner, state, requestMessage, responseMessage, requestedAt } = request;
  const message = useKept(`answer:${id}:message`, "");
  const told = toldToMentor(request);
  const first = partner?.firstName ?? "";
  return (
    <Page title={`${partner?.name} ${state === "REQUESTED" ? "asks" : "asked"} you to be a mentor`} width="reading">
      {told && <Settled told={told} good={state === "ACTIVE"} justNow={changed} />}
      {state === "ACTIVE" && (
        <p>
          <Link to={`/mentorships/${id}`} class="usa-button">
            Open the mentorship
          </Link>
        </p>
      )}
      <p>
        Asked on <DateTime value={requestedAt} />.{" "}
        {state === "REQUESTED" && (
          <Button look="unstyled" onPress={() => document.getElementById("answer")?.focus()}>
            Go to your answer
          </Button>
        )}
      </p>
      {requestMessage && <Quotation by={first} text={requestMessage} />}
      {state === "REQUESTED" ? (
        <>
          <WhyYouTwo request={request} />
          <MenteeApplication request={request} />
          <h2 id="answer" tabIndex={-1}>
            Your answer
          </h2>
          <AnswerForm request={request} message={message} limit={limit} onAnswer={onAnswer} />
        </>
      ) : (
        <>
          {responseMessage && <Quotation by="You" text={responseMessage} />}
          <Unsent message={message} />
        </>
      )}
    </Page>
  );
}

/** What one wrote before the request was settled without it. */
function Unsent({ message }: { message: Kept<string> }) {
  if (!message.value.trim()) return null;
  return (
    <div class="panel">
      <h2>Your message was not sent</h2>
      <Quotation text={message.value} />
      <div class="actions">
        <CopyButton text={message.value}>Copy your message</CopyButton>
        <Button
          look="unstyled"
          onPress={() => {
            message.set("");
            message.done();
          }}
        >
          Dismiss
        </Button>
      </div>
    </div>
  );
}
