import type { FrontQuery } from "../../graph/generated/pages/front/front";
import { dayOf, daysUntil, isoDay, monthOf, timeOf } from "../../parts/dates";
import { count } from "../../parts/words";

type Period = NonNullable<FrontQuery["applicationPeriod"]>;
const QUARTER = 3; // months

/** Where the cycle stands, by the State's calendar. */
export function cycleSentence(period: Period, now = new Date()): string {
  const month = monthOf(period.matchesAt);
  if (now >= new Date(period.closesAt)) {
    const next = monthAfter(period.matchesAt, QUARTER);
    if (now >= new Date(period.matchesAt)) return `You can apply at any time. The next matching is in ${next}.`;
    return `The ${month} matching runs on ${dayOf(period.matchesAt)}. You can still apply; you'll be in the next one in ${next}.`;
  }
  if (!period.isOpen) {
    return `You can apply at any time. The next matching is in ${month}; apply by ${dayOf(period.closesAt)} to be in it.`;
  }
  const days = daysUntil(period.closesAt, now);
  const closes =
    days === 0
      ? `today at ${timeOf(period.closesAt)}`
      : `on ${dayOf(period.closesAt)}: ${count(days, "day", "days")} left`;
  return `Applications for the ${month} matching close ${closes}.${holiday(period)}`;
}

/** The State doesn't work on the last day: whoever decides has to do it before. */
function holiday({ closesAt, lastWorkingDay }: Period): string {
  if (lastWorkingDay === isoDay(closesAt)) return "";
  return ` The State doesn't work on ${dayOf(closesAt)}. Ask your supervisor to decide by ${dayOf(lastWorkingDay)}.`;
}

function monthAfter(value: string, months: number): string {
  const [year = 0, month = 1] = isoDay(value).split("-").map(Number);
  return monthOf(isoDay(new Date(Date.UTC(year, month - 1 + months, 1, 18))));
}
