import { isoDay } from "../../parts/dates";

/** Days of the State's calendar, both included. */
export interface Period {
  from: string;
  to: string;
}

const FISCAL_YEAR_BEGINS = 7; // July

export function yearOf(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The periods that people are asked for most. */
export function usualPeriods(today = isoDay()): { words: string; period: Period }[] {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const fiscal = month >= FISCAL_YEAR_BEGINS ? year : year - 1;
  return [
    { words: "This year", period: yearOf(year) },
    { words: "Last year", period: yearOf(year - 1) },
    { words: "This fiscal year (July to June)", period: { from: `${fiscal}-07-01`, to: `${fiscal + 1}-06-30` } },
  ];
}

/** The period of an address; this year where it has none. */
export function periodOf({ from, to }: Record<string, string | undefined>): Period {
  const thisYear = yearOf(Number(isoDay().slice(0, 4)));
  return isDay(from) && isDay(to) && from <= to ? { from, to } : thisYear;
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function linkTo({ from, to }: Period): string {
  return `/hours?from=${from}&to=${to}`;
}

/** "1 hour 30 minutes", "45 minutes". */
export function hoursOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours ? `${hours.toLocaleString("en-US")} ${hours === 1 ? "hour" : "hours"}` : "",
    rest || !hours ? `${rest} ${rest === 1 ? "minute" : "minutes"}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/** "June 25, 2026": always with its year, as the paper is read in later ones. A time is of the State's day. */
export function longDay(value: string): string {
  const day = new Date(`${isoDay(value)}T00:00:00Z`);
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(day);
}
