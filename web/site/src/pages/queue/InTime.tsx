import { DateTime } from "../../parts/DateTime";
import { isoDay, monthOf } from "../../parts/dates";
import { useDecidingHelp } from "./useDecidingHelp";

/** What applications miss that are not decided by when. */
export function InTime() {
  const period = useDecidingHelp()?.period;
  if (!period || new Date(period.closesAt) < new Date()) return null;
  const isHoliday = isoDay(period.closesAt) !== period.lastWorkingDay;
  return (
    <p>
      Decide by <DateTime value={isHoliday ? period.lastWorkingDay : period.closesAt} /> and they are in the{" "}
      {monthOf(period.matchesAt)} matching (<DateTime value={period.matchesAt} />
      ).
      {isHoliday && " It is the last working day before the period closes."}
    </p>
  );
}
