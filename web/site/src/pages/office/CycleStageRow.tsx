import { useEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import type { CycleStageName, CycleStageToRunFragment } from "../../graph/generated/pages/office/cycle";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { dayOf, isoDay } from "../../parts/dates";
import { movingFocus } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { later } from "../../parts/later";
import { Tag } from "../../parts/Tag";
import type { CycleProps, OnMoved } from "./CycleStages";
import { isLate } from "./quarters";
import { became } from "./stageWords";

const MoveStages = later(() => import("./MoveStages").then((part) => part.MoveStages));
const RunStage = later(() => import("./RunStage").then((part) => part.RunStage));
const SkipStage = later(() => import("./SkipStage").then((part) => part.SkipStage));

/** Which panel is open, and of which stage. */
export interface Opened {
  stage: CycleStageName | null;
  what: "move" | "run" | "skip" | "several";
}

interface Props extends CycleProps {
  stage: CycleStageToRunFragment;
  /** Whether it says why it can't be run yet. */
  showsWhy: boolean;
  opened: Opened["what"] | null;
  onMoved: OnMoved;
  onOpen(what: Opened["what"]): void;
  onClose(): void;
}

const BUTTONS = [
  { action: "MOVE_STAGES", what: "move", word: "Move" },
  { action: "RUN_STAGE", what: "run", word: "Run now" },
  { action: "SKIP_STAGE", what: "skip", word: "Skip" },
] as const;

/** A stage: when it is or was, by whom, and its panels. */
export function CycleStageRow(props: Props) {
  const { stage, cycle, reasonLimit, lastWorkingDay, showsWhy, opened, onMoved, onOpen, onClose } = props;
  const me = useSignedIn().person.id;
  const note = useRef<HTMLParagraphElement>(null);
  const [overtaken, setOvertaken] = useState(false);
  const isOver = stage.state !== "PLANNED";
  useEffect(() => {
    if (!isOver || !opened) return;
    setOvertaken(stage.actor?.id !== me);
    onClose();
    movingFocus(note.current?.parentElement)(() => note.current);
  }, [isOver]);
  const run = stage.viewerActions.find(({ action }) => action === "RUN_STAGE");
  const restsBefore = stage.stage === "CLOSE" && lastWorkingDay && lastWorkingDay < isoDay(stage.dueAt);
  const allowed = BUTTONS.filter(({ action }) =>
    stage.viewerActions.some((each) => each.action === action && each.allowed),
  );
  return (
    <li class="row" id={`stage-${stage.stage}`}>
      <div class="row-head">
        <h3>{stage.title}</h3>
        <Tag>{isLate(stage) ? "Late" : isOver ? (stage.state === "DONE" ? "Done" : "Skipped") : "Planned"}</Tag>
      </div>
      <p ref={note} tabIndex={-1}>
        {isOver ? became(stage) : <DateTime value={stage.dueAt} as="both" />}
        {overtaken && " Nothing of yours was sent."}
      </p>
      {stage.reason && <p class="typed">Reason: {stage.reason}</p>}
      {isLate(stage) && (
        <p>
          The program runs it by itself as soon as it can. <Link to="/office#jobs">See what ran last</Link>
        </p>
      )}
      {restsBefore && (
        <p>
          Note: The State doesn't work on that day. The last day on which supervisors can decide is{" "}
          {dayOf(lastWorkingDay)}.
        </p>
      )}
      {!restsBefore && !isOver && stage.dayOff && (
        <p>Note: The State doesn't work on that day ({stage.dayOff}). You can move it.</p>
      )}
      {showsWhy && run?.reason && <p class="quiet">Can't be run now. {run.reason}</p>}
      {allowed.length > 0 && (
        <div class="actions">
          {allowed.map(({ what, word }) => (
            <Button
              key={what}
              id={`${what}-${stage.stage}`}
              look="outline"
              about={stage.title}
              aria-expanded={opened === what ? "true" : "false"}
              onPress={() => (opened === what ? onClose() : onOpen(what))}
            >
              {word}
            </Button>
          ))}
          {stage.stage === "MATCH" && <Link to="/office/matching#preview">Preview</Link>}
        </div>
      )}
      {opened === "move" && <MoveStages cycle={cycle} stages={[stage]} onMoved={onMoved} onClose={onClose} />}
      {opened === "run" && <RunStage cycle={cycle.id} stage={stage} onClose={onClose} />}
      {opened === "skip" && <SkipStage cycle={cycle.id} stage={stage} limit={reasonLimit} onClose={onClose} />}
    </li>
  );
}
