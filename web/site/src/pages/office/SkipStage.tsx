import { useMemo } from "preact/hooks";
import { errorFor, errorsOf } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import {
  type CycleStageToRunFragment,
  OfficeSkipStageDocument,
  OfficeStageEffectsDocument,
} from "../../graph/generated/pages/office/cycle";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { sayNow } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { movingFocus } from "../../parts/focus";
import { Refusals } from "../../parts/Refusals";
import { OfficePanel } from "./OfficePanel";

interface Props {
  cycle: string;
  stage: CycleStageToRunFragment;
  limit: number;
  onClose(): void;
}

const FIELD = "skip-reason";

/** Leaves a stage out, with a reason that the office keeps. */
export function SkipStage({ cycle, stage, limit, onClose }: Props) {
  const variables = useMemo(() => ({ id: cycle, only: ["SKIP_STAGE" as const] }), [cycle]);
  const screen = useScreen(OfficeStageEffectsDocument, variables);
  const node = screen.data?.node;
  const planned = node?.__typename === "Cycle" ? node.stages.find((each) => each.stage === stage.stage) : undefined;
  const action = useAction(OfficeSkipStageDocument);
  const reason = useKept(`skip:${cycle}:${stage.stage}`, "");
  const errors = errorsOf(action.outcome, { reason: FIELD });

  async function skip() {
    const focus = movingFocus();
    const outcome = await action.run({ cycle, stage: stage.stage, reason: reason.value });
    if (outcome?.kind === "refused") return focus(() => document.getElementById(FIELD));
    if (outcome?.kind !== "done") return;
    reason.done();
    sayNow(`Skipped: ${stage.title}.`);
  }
  return (
    <OfficePanel title={`Skip: ${stage.title}?`} onClose={onClose}>
      {planned?.viewerActions[0]?.effect && <p>{planned.viewerActions[0].effect.message}</p>}
      <p>This can't be taken back.</p>
      <TextArea
        id={FIELD}
        label="Reason"
        hint={`For the office and its records. Up to ${limit.toLocaleString("en-US")} characters.`}
        rows={3}
        limit={limit}
        error={errorFor(errors, FIELD)}
        value={reason.value}
        onValue={reason.set}
      />
      {errors.some(({ id }) => id !== FIELD) && <Refusals outcome={action.outcome} />}
      <div class="actions">
        <Button look="secondary" working={action.working} workingWords="Skipping..." onPress={skip}>
          Yes, skip it
        </Button>
        <Button
          look="unstyled"
          onPress={() => {
            reason.done();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </OfficePanel>
  );
}
