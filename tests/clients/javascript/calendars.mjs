// What ical.js reads in calendar files: a JSON list of their texts comes in, and what it found in each goes out.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const files = JSON.parse(readFileSync(process.argv[2], "utf8"));
const found = files.map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const entries = calendar.getAllSubcomponents("vevent");
  if (entries.length !== 1) throw new Error(`${entries.length} entries in\n${text}`);
  const [entry] = entries;
  const event = new ICAL.Event(entry, { strictExceptions: true });
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    status: entry.getFirstPropertyValue("status"),
    starts_at: event.startDate.toJSDate().toISOString(),
    ends_at: event.endDate.toJSDate().toISOString(),
    is_date: event.startDate.isDate,
    is_utc: event.startDate.zone === ICAL.Timezone.utcTimezone,
    seconds: event.duration.toSeconds(),
    summary: event.summary,
    description: event.description,
    url: entry.getFirstPropertyValue("url"),
    organizer: event.organizer,
    attendees: Object.fromEntries(
      event.attendees.map((each) => [each.getFirstValue(), [each.getParameter("cn"), each.getParameter("partstat")]]),
    ),
  };
});
console.log(JSON.stringify(found));
