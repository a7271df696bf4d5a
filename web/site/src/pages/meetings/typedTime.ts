import { type DateParts, dayFrom, NO_DATE } from "../../forms/DateField";
import type { FieldError } from "../../forms/errors";
import { timeOf } from "../../parts/dates";
import { momentsAt } from "../../parts/stateTime";

/** The time of a meeting while it is chosen or typed: each part may be empty or wrong. */
export interface TypedTime {
  /** The start of an offered time, `other` for one that is typed, empty for none. */
  offered: string;
  date: DateParts;
  /** `10:15` */
  time: string;
  /** Which of two moments with the same clock: `0` or `1`; only in the hour that is turned back in the fall. */
  which: string;
  minutes: string;
}

export const OTHER = "other";
export const NO_TIME: TypedTime = { offered: "", date: NO_DATE, time: "", which: "", minutes: "60" };

/** The ids of the controls of a typed time. */
export const TIME_IDS = { offered: "offered", date: "day", time: "start", which: "which", minutes: "minutes" } as const;

export interface MeetingTime {
  startsAt: string;
  minutes: number;
}

/** Whether the typed clock is there twice on the typed day. */
export function isTwice({ date, time }: TypedTime): boolean {
  const day = dayFrom(date);
  return day !== undefined && time !== "" && momentsAt(day, time).length > 1;
}

export const USUAL_MINUTES = 60;

/** The time that is meant, or what is wrong with it. `offeredMinutes`: the length of the times that are offered. */
export function timeFrom(typed: TypedTime, offeredMinutes = USUAL_MINUTES): MeetingTime | FieldError[] {
  if (typed.offered && typed.offered !== OTHER) return { startsAt: typed.offered, minutes: offeredMinutes };
  if (!typed.offered) return [{ id: TIME_IDS.offered, message: "Choose a time." }];
  const errors: FieldError[] = [];
  const day = dayFrom(typed.date);
  if (!day) errors.push({ id: TIME_IDS.date, message: "Enter the date as a month, a day and a year." });
  if (!typed.time) errors.push({ id: TIME_IDS.time, message: "Choose when it starts." });
  const minutes = Number(typed.minutes);
  if (!/^\d+$/.test(typed.minutes.trim()))
    errors.push({ id: TIME_IDS.minutes, message: "Enter the minutes as a number." });
  if (!day || errors.length > 0) return errors;
  const moments = momentsAt(day, typed.time);
  const moment = moments.length > 1 ? moments[Number(typed.which || NaN)] : moments[0];
  if (moment) return { startsAt: moment.toISOString(), minutes };
  if (moments.length > 1) return [{ id: TIME_IDS.which, message: `Choose which ${clock(typed.time)} you mean.` }];
  const message = `The clocks go forward on this day, so there is no ${clock(typed.time)}. Choose another time.`;
  return [{ id: TIME_IDS.time, message }];
}

/** "1:30 a.m." of `01:30`. */
export function clock(time: string): string {
  return timeOf(momentsAt("2026-07-01", time)[0] ?? new Date()).replace(" Central time", "");
}
