import { type DateParts, dayFrom, partsOf } from "../../forms/DateField";
import type { FieldError } from "../../forms/errors";
import { timeOf } from "../../parts/dates";
import { clockAt, momentsAt } from "../../parts/stateTime";

/** When a stage is to be, while it is typed. `which` of two moments with the same clock: only in the hour that is turned back. */
export interface StageTime {
  date: DateParts;
  time: string;
  which: string;
}

const QUARTERS = 96;
const TIMES = Array.from(
  { length: QUARTERS },
  (_, index) => `${String(Math.floor(index / 4)).padStart(2, "0")}:${String((index % 4) * 15).padStart(2, "0")}`,
);

/** Every quarter of an hour, and the present time if it is another. */
export function timeChoices(present: string): { value: string; label: string }[] {
  const all = TIMES.includes(present) || !present ? TIMES : [...TIMES, present].sort();
  return all.map((value) => ({ value, label: clockWords(value) }));
}

/** "1:30 a.m." of `01:30`. */
function clockWords(time: string): string {
  return timeOf(momentsAt("2026-07-01", time)[0] ?? new Date()).replace(" Central time", "");
}

export function stageTimeOf(dueAt: string): StageTime {
  const { day, time } = clockAt(dueAt);
  const moments = momentsAt(day, time);
  const which = moments.length > 1 ? String(moments.findIndex((each) => each.getTime() === Date.parse(dueAt))) : "";
  return { date: partsOf(day), time, which };
}

export function isTwice({ date, time }: StageTime): boolean {
  const day = dayFrom(date);
  return day !== undefined && time !== "" && momentsAt(day, time).length > 1;
}

/** The moment that is meant, or what is wrong with it. `id`: of the stage's controls. */
export function momentOf(id: string, { date, time, which }: StageTime): Date | FieldError {
  const day = dayFrom(date);
  if (!day) return { id: `${id}-day`, message: "Enter the date as a month, a day and a year." };
  const moments = momentsAt(day, time);
  const moment = moments.length > 1 ? moments[Number(which || Number.NaN)] : moments[0];
  if (moment) return moment;
  if (moments.length > 1) return { id: `${id}-which`, message: `Choose which ${clockWords(time)} you mean.` };
  const message = `The clocks go forward on this day, so there is no ${clockWords(time)}. Choose another time.`;
  return { id: `${id}-time`, message };
}
