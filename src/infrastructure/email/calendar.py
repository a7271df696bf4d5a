"""A meeting as the entry that the two people's calendars keep (RFC 5545, sent by iTIP, RFC 5546)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText, vUri

from moments.application.ports.email import CalendarPart
from moments.application.queries.rows import MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.program.working_hours import STATE_TIME
from moments.infrastructure.email.facts import Person

PRODUCT = "-//State of Missouri//MOMENTS//EN"
_STATUS = {
    MeetingState.PROPOSED: "TENTATIVE",
    MeetingState.CONFIRMED: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """`page`: where the meeting is answered. `domain`: the end of the entry's UID. `written_at`: when what the entry
    says came about."""

    meeting: MeetingRow
    mentor: Person
    mentee: Person
    page: str
    domain: str
    written_at: datetime


def calendar_part(entry: CalendarEvent) -> CalendarPart:
    """A request or a cancellation; the UID is the meeting's for good, the sequence grows with each change."""
    method = "CANCEL" if entry.meeting.state is MeetingState.CANCELLED else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_state_time())
    calendar.add_component(_event(entry))
    return CalendarPart(method, calendar.to_ical().decode())


def _event(entry: CalendarEvent) -> Event:
    meeting, event = entry.meeting, Event()
    event.add("uid", f"meeting-{meeting.id}@{entry.domain}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", entry.written_at)
    starts_at = meeting.starts_at.astimezone(STATE_TIME)
    event.add("dtstart", starts_at)
    event.add("dtend", (meeting.starts_at + timedelta(minutes=meeting.minutes)).astimezone(STATE_TIME))
    event.add("status", _STATUS[meeting.state])
    event.add("summary", f"Mentoring meeting: {entry.mentor.name} and {entry.mentee.name}")
    event.add("description", "\n\n".join(filter(None, [meeting.agenda, f"Open the meeting: {entry.page}"])))
    event.add("url", vUri(entry.page))
    _add_people(event, entry)
    return event


def _add_people(event: Event, entry: CalendarEvent) -> None:
    """The organizer stays the person who proposed it first, because calendars accept changes only from the organizer.
    Answers are given on the site, which a reply by email would not reach; so none is requested (RSVP)."""
    for person in (entry.mentor, entry.mentee):
        address = vCalAddress(f"mailto:{person.email}")
        address.params["CN"] = vText(person.name)
        if person.id == entry.meeting.organizer:
            event.add("organizer", address)
        attendee = vCalAddress(f"mailto:{person.email}")
        attendee.params["CN"] = vText(person.name)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText(_answer(entry.meeting, person))
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee)


def _answer(meeting: MeetingRow, person: Person) -> str:
    agreed = meeting.state is MeetingState.CONFIRMED or person.id == meeting.proposed_by
    return "ACCEPTED" if agreed else "NEEDS-ACTION"


@cache
def _state_time() -> Timezone:
    """America/Chicago by the rule in force since 2007, which each calendar program understands."""
    zone = Timezone()
    zone.add("tzid", STATE_TIME.key)
    for period, name, begins, rule, before, after in (
        (TimezoneDaylight(), "CDT", datetime(2007, 3, 11, 2), {"bymonth": 3, "byday": "2SU"}, -6, -5),
        (TimezoneStandard(), "CST", datetime(2007, 11, 4, 2), {"bymonth": 11, "byday": "1SU"}, -5, -6),
    ):
        period.add("dtstart", begins)
        period.add("rrule", vRecur({"freq": "yearly", **rule}))
        period.add("tzoffsetfrom", timedelta(hours=before))
        period.add("tzoffsetto", timedelta(hours=after))
        period.add("tzname", name)
        zone.add_component(period)
    return zone
