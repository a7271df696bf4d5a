import { isoDay } from "../../parts/dates";

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const DAYS: Record<string, number> = { week: 7, month: 30, quarter: 91, year: 365 };

/** The filter by time. A list that may have millions of rows begins with a month. */
export const PERIOD_FILTER = {
  parameter: "period",
  label: "Time",
  none: "All",
  choices: [
    { value: "week", label: "Last 7 days" },
    { value: "month", label: "Last 30 days" },
    { value: "quarter", label: "Last 3 months" },
    { value: "year", label: "Last 12 months" },
  ],
};

/** The first day of a period, as `2027-01-18`; null for all. */
export function sinceOf(period: string | undefined): string | null {
  const days = period === undefined ? undefined : DAYS[period];
  return days === undefined ? null : isoDay(new Date(Date.now() - days * DAY));
}
