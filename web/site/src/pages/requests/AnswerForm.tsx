import { useRef, useState } from "preact/hooks";
import { Checkbox } from "../../forms/Checkbox";
import type { Kept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import {
  AcceptRequestDocument,
  DeclineRequestDocument,
  type OneRequestFragment,
} from "../../graph/generated/pages/requests/request";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { Refusals } from "../../parts/Refusals";
import type { Answer } from "./Answered";
import { CannotAccept } from "./CannotAccept";
import { DeclinePanel } from "./DeclinePanel";
import { actionOf } from "./words";

interface Props {
  request: OneRequestFragment;
  message: Kept<string>;
  limit: number;
  onAnswer(answer: Answer): void;
}

/** The mentor's answer. Accept acts at once, as a mentorship can be ended at any time; declining asks once more. */
export function AnswerForm({ request, message, limit, onAnswer }: Props) {
  const { id, partner } = request;
  const name = partner?.firstName ?? "";
  const [last, setLast] = useState(false);
  const [declining, setDeclining] = useState(false);
  const declineButton = useRef<HTMLButtonElement>(null);
  const accept = useAction(AcceptRequestDocument);
  const decline = useAction(DeclineRequestDocument);
  const accepting = actionOf(request, "ACCEPT_REQUEST");
  const closes = accepting?.effect?.closesRequests ?? 0;
  const refusals = [...accept.refusals, ...decline.refusals];
  const text = message.value.trim() || null;

  const sendAccept = async () => {
    decline.clear();
    const outcome = await accept.run({ mentorship: id, message: text, last });
    if (outcome?.kind !== "done") return;
    message.done();
    onAnswer({ kind: "accepted", name, closed: closes });
  };
  const sendDecline = async () => {
    accept.clear();
    const outcome = await decline.run({ mentorship: id, message: text });
    if (outcome?.kind !== "done") return;
    message.done();
    onAnswer({ kind: "declined", name });
  };
  return (
    <>
      <p>You judge if this is a good match, and either answer is fine.</p>
      <ConductNotice />
      <TextArea
        id="message"
        label={`A message to ${name}`}
        optional
        limit={limit}
        value={message.value}
        error={refusals.find(({ field }) => field?.includes("message"))?.message}
        onValue={message.set}
        describes={CONDUCT}
      />
      {accepting?.allowed ? (
        <div class="usa-form-group">
          <Checkbox id="last" label="Take no more requests after this one" checked={last} onChecked={setLast} />
          {closes > 0 && <p>{accepting.effect?.message}</p>}
        </div>
      ) : (
        <CannotAccept code={accepting?.code} reason={accepting?.reason} />
      )}
      <div class="actions">
        {accepting?.allowed && (
          <Button working={accept.working} workingWords="Accepting..." onPress={sendAccept}>
            Accept
          </Button>
        )}
        <Button
          look="outline"
          button={declineButton}
          aria-expanded={declining ? "true" : "false"}
          onPress={() => setDeclining(true)}
        >
          Decline
        </Button>
      </div>
      {declining && (
        <DeclinePanel
          name={name}
          working={decline.working}
          onDecline={sendDecline}
          onClose={() => {
            setDeclining(false);
            declineButton.current?.focus();
          }}
        />
      )}
      <Refusals outcome={accept.outcome ?? decline.outcome} />
    </>
  );
}
