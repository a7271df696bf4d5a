/** Dates and times as people read them, always in the State's time. */
const ZONE = "America/Chicago";
const DAY = 24 * 60 * 60 * 1000; // milliseconds

const dayFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, month: "long", day: "numeric" });
const yearFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, year: "numeric" });
const weekdayFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, weekday: "long" });
const monthFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, month: "long" });
const clockFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, hour: "numeric", minute: "2-digit" });
const isoFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** A day of the calendar without a time, such as `2027-01-18`, is noon of it in the State, whatever the browser's zone. */
export function moment(value: string | Date): Date {
  if (value instanceof Date) return value;
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T18:00:00Z` : value);
}

/** The day in the State, as `2027-01-18`. */
export function isoDay(value: string | Date = new Date()): string {
  return isoFormat.format(moment(value));
}

/** Days of the State's calendar from one to the other; negative if it is past. */
export function daysUntil(value: string | Date, from: Date = new Date()): number {
  return Math.round((Date.parse(isoDay(value)) - Date.parse(isoDay(from))) / DAY);
}

/** "Tuesday, December 1" in the week around today and within its year, "January 18" in its year, else "January 18, 2027". */
export function dayOf(value: string | Date): string {
  const date = moment(value);
  const day = dayFormat.format(date);
  if (yearFormat.format(date) !== yearFormat.format(new Date())) return `${day}, ${yearFormat.format(date)}`;
  return Math.abs(daysUntil(date)) <= 7 ? `${weekdayFormat.format(date)}, ${day}` : day;
}

/** "Thursday, December 10, 2026": a day that people plan for. */
export function weekdayOf(value: string | Date): string {
  const date = moment(value);
  const year = yearFormat.format(date) === yearFormat.format(new Date()) ? "" : `, ${yearFormat.format(date)}`;
  return `${weekdayFormat.format(date)}, ${dayFormat.format(date)}${year}`;
}

/** "January". */
export function monthOf(value: string | Date): string {
  return monthFormat.format(moment(value));
}

/** "10:00 a.m.", "noon", "midnight"; with the zone's name where the browser has another. */
export function timeOf(value: string | Date): string {
  const clock = clockFormat.format(moment(value)).replace(/\s?AM/, " a.m.").replace(/\s?PM/, " p.m.");
  const words = clock === "12:00 p.m." ? "noon" : clock === "12:00 a.m." ? "midnight" : clock;
  return Intl.DateTimeFormat().resolvedOptions().timeZone === ZONE || sameOffset(moment(value))
    ? words
    : `${words} Central time`;
}

function sameOffset(date: Date): boolean {
  return (
    new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" }).format(date) === clockFormat.format(date)
  );
}

/** "Thursday, December 10, at 10:00 a.m." */
export function dayAndTimeOf(value: string | Date): string {
  return `${weekdayOf(value)}, at ${timeOf(value)}`;
}

/** "17 days", "1 day", "less than a day". */
export function daysSince(value: string | Date): string {
  const days = -daysUntil(value);
  return days <= 0 ? "less than a day" : days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`;
}
