import { useState } from "preact/hooks";
import type { FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import {
  type CycleStageToRunFragment,
  type CycleToRunFragment,
  OfficeMoveStagesDocument,
} from "../../graph/generated/pages/office/cycle";
import { useAction } from "../../graph/useAction";
import type { OnMoved } from "./CycleStages";
import { momentOf, type StageTime, stageTimeOf } from "./stageTime";

interface Typed {
  /** Of the dates that were read. */
  revision: number;
  times: Record<string, StageTime>;
}

/** The new times of stages while they are typed and saved. The times that were read go along: of two clerks, nobody is overruled unseen. */
export function useMoving(
  cycle: CycleToRunFragment,
  stages: readonly CycleStageToRunFragment[],
  onMoved: OnMoved,
  onDone: () => void,
) {
  const place = `stages:${cycle.id}:${stages.map(({ stage }) => stage).join()}`;
  const fresh: Typed = { revision: cycle.revision, times: {} };
  const kept = useKept<Typed>(place, fresh);
  const [wrong, setWrong] = useState<FieldError[]>([]);
  const [outside, setOutside] = useState(false);
  const [changed, setChanged] = useState(false);
  const action = useAction(OfficeMoveStagesDocument);
  const timeOf = (stage: CycleStageToRunFragment) => kept.value.times[stage.stage] ?? stageTimeOf(stage.dueAt);

  async function save() {
    const moments = stages.map((stage) => ({ stage, moment: momentOf(idOf(stage), timeOf(stage)) }));
    const errors = moments.flatMap(({ moment }) => (moment instanceof Date ? [] : [moment]));
    setWrong(errors);
    if (errors[0]?.id) return document.getElementById(errors[0].id)?.querySelector("select")?.focus();
    const dates = moments.flatMap(({ stage, moment }) =>
      moment instanceof Date && (stages.length === 1 || moment.getTime() !== Date.parse(stage.dueAt))
        ? [{ stage: stage.stage, dueAt: moment.toISOString() }]
        : [],
    );
    const outcome = await action.run({
      cycle: cycle.id,
      stages: dates,
      expectedRevision: kept.value.revision,
      outsideFirstMonth: outside,
    });
    if (outcome?.kind === "done") {
      kept.done();
      if (outcome.payload.cycle) onMoved(outcome.payload.cycle);
      return onDone();
    }
    if (outcome?.kind !== "refused") return;
    onMoved(null);
    const lost = outcome.payload?.errors.find((error) => error.__typename === "CycleChangedError");
    setChanged(lost !== undefined);
    if (lost?.__typename === "CycleChangedError" && lost.cycle)
      kept.set({ ...kept.value, revision: lost.cycle.revision });
  }
  return {
    action,
    wrong,
    outside,
    setOutside,
    changed,
    asksOutside: outside || action.refusals.some(({ code }) => code === "OUTSIDE_FIRST_MONTH"),
    timeOf,
    setTime: (stage: CycleStageToRunFragment, time: StageTime) =>
      kept.set({ ...kept.value, times: { ...kept.value.times, [stage.stage]: time } }),
    save,
    giveUp: kept.done,
  };
}

/** Begins the ids of a stage's controls. */
export function idOf({ stage }: { stage: string }): string {
  return `move-${stage}`;
}
