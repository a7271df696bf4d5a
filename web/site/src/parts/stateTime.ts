/** Times as people set them, in the State's time: the day and the clock there, whatever the browser's zone. */
const ZONE = "America/Chicago";
const MINUTE = 60_000; // milliseconds
const DAYLIGHT = 5; // hours behind UTC
const STANDARD = 6;

const clockFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The State's clock at a moment, as `2026-11-01` and `01:30`. */
export function clockAt(moment: string | Date): { day: string; time: string } {
  const [day = "", time = ""] = clockFormat.format(new Date(moment)).split(", ");
  return { day, time };
}

/**
 * The moments at which the State's clock shows a time of a day, earliest first: usually one. The hour that is turned
 * back in the fall is there twice, the one that is skipped in spring not at all.
 */
export function momentsAt(day: string, time: string): Date[] {
  return [DAYLIGHT, STANDARD]
    .map((hours) => new Date(Date.parse(`${day}T${time}:00Z`) + hours * 60 * MINUTE))
    .filter((moment) => {
      const shown = clockAt(moment);
      return shown.day === day && shown.time === time;
    });
}

/** Whether a moment is in daylight time. */
export function isDaylightTime(moment: Date): boolean {
  const { day, time } = clockAt(moment);
  return Date.parse(`${day}T${time}:00Z`) - moment.getTime() === -DAYLIGHT * 60 * MINUTE;
}
