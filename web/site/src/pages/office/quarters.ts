import type { CycleStageToRunFragment } from "../../graph/generated/pages/office/cycle";

type Planned = Pick<CycleStageToRunFragment, "state" | "dueAt">;

const LATE = 10 * 60 * 1000; // milliseconds: the scheduler looks every minute

/** Whether the scheduler should have run the stage by now. */
export function isLate({ state, dueAt }: Planned): boolean {
  return state === "PLANNED" && Date.parse(dueAt) < Date.now() - LATE;
}

/** The cycle that the office is in: the first with a stage still to come, else the last. Earliest first. */
export function presentCycle<Cycle extends { stages: readonly Planned[] }>(
  cycles: readonly Cycle[],
): Cycle | undefined {
  return cycles.find(({ stages }) => stages.some(({ state }) => state === "PLANNED")) ?? cycles.at(-1);
}

/** "First quarter of 2027" of "the first quarter of 2027". */
export function headingOf(label: string): string {
  const words = label.replace(/^the /, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
