import { useRef, useState } from "preact/hooks";
import type { CycleToRunFragment } from "../../graph/generated/pages/office/cycle";
import { byRevision, useNewest } from "../../graph/newest";
import { Button } from "../../parts/Button";
import { focusNext } from "../../parts/focus";
import { later } from "../../parts/later";
import { CycleStageRow, type Opened } from "./CycleStageRow";

const MoveStages = later(() => import("./MoveStages").then((part) => part.MoveStages));

export interface CycleProps {
  cycle: CycleToRunFragment;
  reasonLimit: number;
  /** The last day up to the closing on which the State works, where that is known. */
  lastWorkingDay?: string | undefined;
}

/** What became of moving stages: the cycle as it is since, or null where it was refused. */
export type OnMoved = (cycle: CycleToRunFragment | null) => void;

/** The stages of a quarter in their order, and what the office can do about each. One panel is open at a time. */
export function CycleStages(props: CycleProps) {
  const newest = useNewest(`cycle:${props.cycle.id}`, props.cycle, byRevision);
  const cycle = newest.known;
  const { stages } = cycle;
  const [opened, setOpened] = useState<Opened | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const movable = stages.filter(({ viewerActions }) =>
    viewerActions.some(({ action, allowed }) => action === "MOVE_STAGES" && allowed),
  );
  const blocked = stages.find(
    ({ state, viewerActions }) =>
      state === "PLANNED" && viewerActions.some(({ action, allowed }) => action === "RUN_STAGE" && !allowed),
  );

  const onMoved: OnMoved = (moved) => (moved ? newest.saved(moved) : newest.refused());
  function open(what: Opened) {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpened(what);
  }
  function close() {
    setOpened(null);
    const back = opener.current;
    focusNext(() => back);
  }

  return (
    <>
      <ol class="rows" role="list">
        {stages.map((stage) => (
          <CycleStageRow
            key={stage.stage}
            {...props}
            cycle={cycle}
            onMoved={onMoved}
            stage={stage}
            showsWhy={stage === blocked}
            opened={opened?.stage === stage.stage ? opened.what : null}
            onOpen={(what) => open({ stage: stage.stage, what })}
            onClose={close}
          />
        ))}
      </ol>
      {movable.length > 1 && (
        <p>
          <Button
            look="outline"
            aria-expanded={opened?.what === "several" ? "true" : "false"}
            onPress={() => (opened?.what === "several" ? close() : open({ stage: null, what: "several" }))}
          >
            Move several stages
          </Button>
        </p>
      )}
      {opened?.what === "several" && <MoveStages cycle={cycle} stages={movable} onMoved={onMoved} onClose={close} />}
    </>
  );
}
