import { useState } from "preact/hooks";
import type { AvailabilityFragment } from "../../graph/generated/pages/settings/availability";
import { SetAvailabilityDocument } from "../../graph/generated/pages/settings/availability";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Refusals } from "../../parts/Refusals";

/** The switch by which a mentor takes new requests or not. It moves at once, and back with a reason if it is refused. */
export function TakingRequests({ participant }: { participant: AvailabilityFragment }) {
  const action = useAction(SetAvailabilityDocument);
  const [wanted, setWanted] = useState<boolean>();
  const [pressed, setPressed] = useState(false);
  const on = wanted ?? participant.available ?? false;
  const press = async () => {
    if (action.working) return;
    setPressed(true);
    setWanted(!on);
    const outcome = await action.run({ available: !on });
    setWanted(undefined);
    if (outcome?.kind === "done") sayNow(`Taking new requests, ${on ? "off" : "on"}.`);
  };
  return (
    <>
      <button type="button" class="switch" role="switch" aria-checked={on ? "true" : "false"} onClick={press}>
        <span>
          Taking new requests: <strong aria-hidden="true">{on ? "On" : "Off"}</strong>
        </span>
      </button>
      {pressed && !on && action.outcome?.kind === "done" && (
        <p class="quiet">You take no new requests. A request that waits is still yours to answer.</p>
      )}
      <Refusals outcome={action.outcome} />
    </>
  );
}
