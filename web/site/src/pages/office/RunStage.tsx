import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Checkbox } from "../../forms/Checkbox";
import { useKept } from "../../forms/kept";
import { TextField } from "../../forms/TextField";
import {
  type CycleStageToRunFragment,
  OfficeRunStageDocument,
  OfficeStageEffectsDocument,
} from "../../graph/generated/pages/office/cycle";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { sayNow } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { dayAndTimeOf } from "../../parts/dates";
import { Refusals } from "../../parts/Refusals";
import { Shown } from "../../parts/Shown";
import { stopped } from "../../parts/words";
import { comparisonKey } from "../../text/comparison.mjs";
import { OfficePanel } from "./OfficePanel";

interface Props {
  cycle: string;
  stage: CycleStageToRunFragment;
  onClose(): void;
}

const WHOLE_STATE = ["ANNOUNCE", "REMIND"];
const MANY = 1000; // emails at once that are worth typing a name for
const FIELD = "run-name";

/** Runs a stage now. It says first what that sends, and to how many; what mails the State asks for the stage's name. */
export function RunStage({ cycle, stage, onClose }: Props) {
  const variables = useMemo(() => ({ id: cycle, only: ["RUN_STAGE" as const] }), [cycle]);
  const screen = useScreen(OfficeStageEffectsDocument, variables);
  return (
    <OfficePanel title={`Run now: ${stage.title}?`} onClose={onClose}>
      <Shown screen={screen} what="what this would do" part>
        {({ node }) => {
          const planned =
            node?.__typename === "Cycle" ? node.stages.find((each) => each.stage === stage.stage) : undefined;
          const effect = planned?.viewerActions[0]?.effect;
          const emails = effect?.emails ?? 0;
          const asksName = WHOLE_STATE.includes(stage.stage) || emails > MANY;
          return (
            <Asked cycle={cycle} stage={stage} asksName={asksName} onClose={onClose}>
              <p>
                {effect?.message}
                {stage.stage === "MATCH" && "The lists of recommended mentors are made. This can take a minute."}
              </p>
              <p>{stopped(`It is planned for ${dayAndTimeOf(stage.dueAt)}`)} This can't be taken back.</p>
            </Asked>
          );
        }}
      </Shown>
    </OfficePanel>
  );
}

function Asked({
  cycle,
  stage,
  asksName,
  onClose,
  children,
}: Props & { asksName: boolean; children: ComponentChildren }) {
  const action = useAction(OfficeRunStageDocument);
  const typed = useKept(`run:${cycle}:${stage.stage}`, "");
  const [error, setError] = useState<string>();
  const [outside, setOutside] = useState(false);
  const asksOutside = outside || action.refusals.some(({ code }) => code === "OUTSIDE_FIRST_MONTH");

  async function run() {
    const isNamed = !asksName || same(typed.value, stage.title);
    setError(isNamed ? undefined : `Type “${stage.title}” to go on.`);
    if (!isNamed) return document.getElementById(FIELD)?.focus();
    const outcome = await action.run({ cycle, stage: stage.stage, outsideFirstMonth: outside });
    if (outcome?.kind !== "done") return;
    typed.done();
    sayNow(`Done: ${stage.title}.`);
  }
  return (
    <>
      {children}
      {asksName && (
        <TextField
          id={FIELD}
          label="Type the stage's name to go on"
          hint={stage.title}
          error={error}
          autoComplete="off"
          value={typed.value}
          onValue={typed.set}
        />
      )}
      {asksOutside ? (
        <Checkbox
          id="run-outside-first-month"
          label="Yes, the matching is meant to be outside the quarter's first month."
          error={outside ? undefined : action.refusals.find(({ code }) => code === "OUTSIDE_FIRST_MONTH")?.message}
          checked={outside}
          onChecked={setOutside}
        />
      ) : (
        <Refusals outcome={action.outcome} />
      )}
      <div class="actions">
        <Button working={action.working} workingWords="Running..." onPress={run}>
          {action.outcome?.kind === "failed" ? "Try again" : "Yes, run it now"}
        </Button>
        <Button
          look="unstyled"
          onPress={() => {
            typed.done();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </>
  );
}

function same(typed: string, title: string): boolean {
  return comparisonKey(typed) === comparisonKey(title);
}
