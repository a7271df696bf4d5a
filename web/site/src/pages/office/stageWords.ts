import type { CycleStageToRunFragment } from "../../graph/generated/pages/office/cycle";
import { dayAndTimeOf } from "../../parts/dates";

/** "Lou Park ran it on Monday, January 4, at 8:00 a.m." */
export function became({ state, at, actor, dueAt }: CycleStageToRunFragment): string {
  const when = dayAndTimeOf(at ?? dueAt);
  const who = actor?.name;
  if (state === "SKIPPED") return who ? `${who} skipped it on ${when}.` : `It was skipped on ${when}.`;
  return who ? `${who} ran it on ${when}.` : `It ran by itself on ${when}.`;
}
