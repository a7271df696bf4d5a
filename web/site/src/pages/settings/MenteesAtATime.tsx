import { useRef, useState } from "preact/hooks";
import { Radios } from "../../forms/Choices";
import { useKept } from "../../forms/kept";
import { client } from "../../graph/client";
import {
  AvailabilityEffectDocument,
  type AvailabilityEffectQuery,
  type AvailabilityFragment,
  SetAvailabilityDocument,
} from "../../graph/generated/pages/settings/availability";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { count, listed } from "../../parts/words";
import { Panel } from "./Panel";

type Effect = AvailabilityEffectQuery["checkAvailability"]["effect"];
const CHOICES = [
  { value: "1", label: "1 mentee" },
  { value: "2", label: "2 mentees" },
];

/** How many mentees a mentor wants. A lower number may close requests that wait: then it is told and asked first. */
export function MenteesAtATime({ participant }: { participant: AvailabilityFragment }) {
  const action = useAction(SetAvailabilityDocument);
  const now = String(participant.capacity ?? 2);
  const chosen = useKept<string | null>("mentees-at-a-time", null);
  const [effect, setEffect] = useState<Effect>(null);
  const [checking, setChecking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const value = chosen.value ?? now;
  const change = async () => {
    const outcome = await action.run({ capacity: Number(value) });
    setEffect(null);
    button.current?.focus();
    if (outcome?.kind !== "done") return;
    chosen.set(null);
    chosen.done();
    sayNow(`Saved: ${count(Number(value), "mentee", "mentees")} at a time.`);
  };
  const save = async () => {
    setChecking(true);
    const check = await client
      .query(AvailabilityEffectDocument, { input: { capacity: Number(value) } }, { requestPolicy: "network-only" })
      .toPromise();
    setChecking(false);
    const found = check.data?.checkAvailability.effect;
    if (found?.closesRequests) setEffect(found);
    else await change();
  };
  return (
    <>
      <Radios
        id="capacity"
        label="Mentees at a time"
        choices={CHOICES}
        value={value}
        onValue={(each) => {
          chosen.set(each);
          setEffect(null);
          action.clear();
        }}
      />
      <p class="actions">
        <Button
          button={button}
          look="outline"
          about="the number of mentees"
          working={checking || action.working}
          onPress={save}
        >
          Save
        </Button>
      </p>
      {effect && (
        <Panel
          question={`Change to ${count(Number(value), "mentee", "mentees")} at a time?`}
          yes={`Yes, change to ${value}`}
          working={action.working}
          onYes={change}
          onCancel={() => {
            setEffect(null);
            button.current?.focus();
          }}
        >
          <p>{told(effect)}</p>
        </Panel>
      )}
      {action.outcome?.kind === "done" && (
        <Alert kind="success" slim>
          You take {count(Number(now), "mentee", "mentees")} at a time.
        </Alert>
      )}
      <Refusals outcome={action.outcome} />
    </>
  );
}

/** "1 request is closed, and Jordan Lee is told." */
function told({ closesRequests, recipients, recipientCount }: NonNullable<Effect>): string {
  const closed = count(closesRequests, "request is closed", "requests are closed");
  const names = recipients.map(({ name }) => name);
  const more = recipientCount - names.length;
  const all = listed(more > 0 ? [...names, count(more, "other person", "other people")] : names);
  return `${closed}${all && `, and ${all} ${recipientCount === 1 ? "is" : "are"} told by email`}. This is final.`;
}
