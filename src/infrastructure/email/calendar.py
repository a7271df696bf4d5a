"""A meeting as the entry that the two people's calendars keep (RFC 5545, sent by iTIP, RFC 5546).

Its times are in UTC, because a local time that the clocks repeat means the first of the two to a calendar program.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from unicodedata import category

from icalendar import Calendar, Component, Event, vCalAddress, vText, vUri

from moments.application.ports.email import CalendarPart
from moments.application.queries.rows import MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.shared.ids import PersonId
from moments.infrastructure.email.links_of_others import notice_of, without_links

PRODUCT = "-//State of Missouri//MOMENTS//EN"
_STATUS = {
    MeetingState.PROPOSED: "TENTATIVE",
    MeetingState.CONFIRMED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


class Attendee(Protocol):
    """One of the two people."""

    @property
    def id(self) -> PersonId: ...

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """`page`: where the meeting is answered. `domain`: the end of the entry's UID. `written_at`: when what the entry
    says came about."""

    meeting: MeetingRow
    mentor: Attendee
    mentee: Attendee
    page: str
    domain: str
    written_at: datetime


def calendar_part(entry: CalendarEvent) -> CalendarPart:
    """A request or a cancellation; the UID is the meeting's for good, the sequence grows with each change."""
    method = "CANCEL" if entry.meeting.state is MeetingState.CANCELLED else "REQUEST"
    return CalendarPart(method, _calendar(entry, method).to_ical().decode())


def calendar_file(entry: CalendarEvent) -> str:
    """The same entry as a file, which a calendar program imports and neither sends nor answers: without a method."""
    content: str = _calendar(entry, None).to_ical().decode()
    return content


def _calendar(entry: CalendarEvent, method: str | None) -> Calendar:
    calendar = Calendar()
    _add(calendar, "prodid", PRODUCT)
    _add(calendar, "version", "2.0")
    _add(calendar, "calscale", "GREGORIAN")
    if method is not None:
        _add(calendar, "method", method)
    calendar.add_component(_event(entry))
    return calendar


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType]  # icalendar leaves the value's type out


def _event(entry: CalendarEvent) -> Event:
    meeting, event = entry.meeting, Event()
    _add(event, "uid", f"meeting-{meeting.id}@{entry.domain}")
    _add(event, "sequence", meeting.sequence)
    _add(event, "dtstamp", entry.written_at.astimezone(UTC))
    starts_at = meeting.starts_at.astimezone(UTC)
    _add(event, "dtstart", starts_at)
    _add(event, "dtend", starts_at + timedelta(minutes=meeting.minutes))
    _add(event, "status", _STATUS[meeting.state])
    _add(event, "summary", f"Mentoring meeting: {_line(entry.mentor.name)} and {_line(entry.mentee.name)}")
    _add(event, "description", _description(entry))
    _add(event, "url", vUri(entry.page))
    _add_people(event, entry)
    return event


def _description(entry: CalendarEvent) -> str:
    """Calendars make links of addresses, too; the page's alone is ours."""
    agenda = _lines(entry.meeting.agenda)
    parts = [without_links(agenda), notice_of(agenda), f"Open the meeting: {entry.page}"]
    return "\n\n".join(filter(None, parts))


def _add_people(event: Event, entry: CalendarEvent) -> None:
    """The organizer stays the person who proposed it first, because calendars accept changes only from the organizer.
    Answers are given on the site, which a reply by email would not reach; so none is requested (RSVP)."""
    for person in (entry.mentor, entry.mentee):
        address = vCalAddress(f"mailto:{person.email}")
        address.params["CN"] = vText(_line(person.name))
        if person.id == entry.meeting.organizer:
            _add(event, "organizer", address)
        attendee = vCalAddress(f"mailto:{person.email}")
        attendee.params["CN"] = vText(_line(person.name))
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText(_answer(entry.meeting, person))
        attendee.params["RSVP"] = vText("FALSE")
        _add(event, "attendee", attendee)


def _line(text: str) -> str:
    """On one line, and without the control characters that no part of an entry can have (RFC 5545, 3.1)."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _lines(text: str | None) -> str:
    return "".join(each for each in text or "" if each in "\n\t" or category(each) != "Cc")


def _answer(meeting: MeetingRow, person: Attendee) -> str:
    agreed = meeting.state in (MeetingState.CONFIRMED, MeetingState.HELD) or person.id == meeting.proposed_by
    return "ACCEPTED" if agreed else "NEEDS-ACTION"
