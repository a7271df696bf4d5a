"""Calendar entries as a calendar program reads them, and by the rules of RFC 5545 and RFC 5546."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from moments.application.ports.email import CalendarPart
from moments.application.queries.rows import MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import MeetingId, MentorshipId
from moments.infrastructure.email.calendar import CalendarEvent, calendar_part
from moments.infrastructure.email.samples import ADA, BEN, NOW, SUE

PAGE = "https://moments.example.gov/meetings/TWVldGluZzp0LTE"
MEETING = MeetingRow(
    id=MeetingId("t-1"),
    mentorship=MentorshipId("m-1"),
    mentor=BEN.id,
    mentee=ADA.id,
    state=MeetingState.PROPOSED,
    starts_at=datetime(2027, 1, 19, 15, 0, tzinfo=UTC),
    minutes=90,
    agenda="Goals; first, steps\nand \\ more",
    proposed_by=ADA.id,
    proposed_at=NOW,
    outside_hours=False,
    organizer=ADA.id,
    sequence=0,
)
DOMAIN = "moments.mo.example"
DAYS = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(3652)]
DAYS_OF_CHANGE = [
    day
    for day in DAYS
    if day.astimezone(STATE_TIME).utcoffset() != (day + timedelta(days=1)).astimezone(STATE_TIME).utcoffset()
]
"""Two in each of ten years."""
MINUTES = st.integers(0, 24 * 60)
STATES = pytest.mark.parametrize("state", [MeetingState.PROPOSED, MeetingState.CONFIRMED, MeetingState.CANCELLED])


def part(**changes: Any) -> CalendarPart:
    return calendar_part(CalendarEvent(replace(MEETING, **changes), BEN, ADA, PAGE, DOMAIN, NOW))


def parsed(part: CalendarPart) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(part.content)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert calendar.errors == event.errors == []
    return calendar, event


def attendees(event: Event) -> dict[str, Any]:
    people: Any = event["attendee"]
    return {str(each): each.params for each in people}


@STATES
def test_it_is_a_calendar_object_as_the_rules_have_it(state: MeetingState) -> None:
    calendar, event = parsed(part(state=state, sequence=3))
    for name in ("PRODID", "VERSION", "METHOD"):
        assert len(calendar.property_items(recursive=False)) > 0
        assert [each for each, _ in calendar.property_items(recursive=False)].count(name) == 1
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "SEQUENCE", "STATUS", "URL"):
        assert [each for each, _ in event.property_items(recursive=False)].count(name) == 1
    assert calendar["version"] == "2.0"
    assert str(event["url"]) == PAGE


@STATES
def test_its_lines_are_folded_and_end_as_they_have_to(state: MeetingState) -> None:
    content = part(state=state, agenda="Größe, " * 100).content.encode()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    ("state", "method", "status"),
    [
        (MeetingState.PROPOSED, "REQUEST", "TENTATIVE"),
        (MeetingState.CONFIRMED, "REQUEST", "CONFIRMED"),
        (MeetingState.CANCELLED, "CANCEL", "CANCELLED"),
    ],
)
def test_the_method_and_the_status_follow_the_meeting(state: MeetingState, method: str, status: str) -> None:
    made = part(state=state, sequence=1)
    calendar, event = parsed(made)
    assert made.method == calendar["method"] == method
    assert event["status"] == status


def test_an_entry_keeps_its_uid_and_its_organizer_and_its_sequence_grows() -> None:
    versions = [
        part(),
        part(sequence=1, state=MeetingState.CONFIRMED),
        part(sequence=2, proposed_by=BEN.id),
        part(sequence=3, proposed_by=BEN.id, state=MeetingState.CANCELLED),
    ]
    events = [parsed(each)[1] for each in versions]
    assert {str(each["uid"]) for each in events} == {"meeting-t-1@moments.mo.example"}
    assert {str(each["organizer"]) for each in events} == {f"mailto:{ADA.email}"}
    assert [each["sequence"] for each in events] == [0, 1, 2, 3]
    assert str(parsed(part(id="t-2"))[1]["uid"]) != str(events[0]["uid"])


def test_who_proposed_the_time_has_accepted_it_and_the_other_side_has_yet_to() -> None:
    proposed = attendees(parsed(part())[1])
    assert proposed[f"mailto:{ADA.email}"]["PARTSTAT"] == "ACCEPTED"
    assert proposed[f"mailto:{BEN.email}"]["PARTSTAT"] == "NEEDS-ACTION"
    moved = attendees(parsed(part(proposed_by=BEN.id, sequence=1))[1])
    assert moved[f"mailto:{ADA.email}"]["PARTSTAT"] == "NEEDS-ACTION"
    assert moved[f"mailto:{BEN.email}"]["PARTSTAT"] == "ACCEPTED"
    agreed = attendees(parsed(part(state=MeetingState.CONFIRMED, sequence=1))[1])
    assert {each["PARTSTAT"] for each in agreed.values()} == {"ACCEPTED"}
    assert {each["RSVP"] for each in (*proposed.values(), *agreed.values())} == {"FALSE"}


HOUR = timedelta(hours=1)
TIMES = {
    "winter": datetime(2027, 1, 19, 15, tzinfo=UTC),
    "summer": datetime(2027, 7, 19, 14, tzinfo=UTC),
    "just after the clocks go forward": datetime(2027, 3, 14, 8, 30, tzinfo=UTC),
    "across the hour that is skipped": datetime(2027, 3, 14, 7, 30, tzinfo=UTC),
    "before the repeated hour": datetime(2027, 11, 7, 5, 30, tzinfo=UTC),
    "in the repeated hour, the first time": datetime(2027, 11, 7, 6, 30, tzinfo=UTC),
    "in the repeated hour, the second time": datetime(2027, 11, 7, 7, 30, tzinfo=UTC),
}


def span(event: Event) -> tuple[datetime, datetime]:
    """As a calendar program reads it: a local time that comes twice is the first of the two (RFC 5545, 3.3.5)."""
    start, end = (event[name].dt.replace(fold=0) for name in ("dtstart", "dtend"))
    return start.astimezone(UTC), end.astimezone(UTC)


@pytest.mark.parametrize("starts_at", TIMES.values(), ids=TIMES)
def test_it_lasts_as_long_as_the_meeting_whatever_the_clocks_do(starts_at: datetime) -> None:
    for moment in (starts_at, starts_at.astimezone(STATE_TIME)):
        made = part(starts_at=moment, minutes=60)
        assert span(parsed(made)[1]) == (starts_at, starts_at + HOUR)
        assert f"DTSTART:{starts_at:%Y%m%dT%H%M%SZ}\r\n" in made.content


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))
    | st.builds(lambda day, minute: day + timedelta(minutes=minute), st.sampled_from(DAYS_OF_CHANGE), MINUTES),
    st.integers(15, 480),
)
def test_at_any_instant_of_ten_years_it_starts_and_ends_as_the_meeting_does(starts_at: datetime, minutes: int) -> None:
    starts_at = starts_at.replace(microsecond=0)
    event = parsed(part(starts_at=starts_at.astimezone(STATE_TIME), minutes=minutes))[1]
    assert span(event) == (starts_at, starts_at + timedelta(minutes=minutes))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=400))
def test_any_text_is_folded_and_stays_in_its_own_lines(agenda: str, first: str, last: str) -> None:
    person = replace(SUE, id=ADA.id, first_name=first, last_name=last)
    made = calendar_part(CalendarEvent(replace(MEETING, agenda=agenda), BEN, person, PAGE, DOMAIN, NOW))
    lines = made.content.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    event = parsed(made)[1]
    assert len(attendees(event)) == 2
    assert str(event["description"]).endswith(PAGE)


def test_its_moment_of_writing_is_in_utc_and_that_of_the_change() -> None:
    assert f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}" in part().content


def test_names_and_agendas_are_data_and_no_lines_of_their_own() -> None:
    mischief = replace(SUE, id=ADA.id, first_name='Sue"\r\nATTENDEE:mailto:all@mo.example', last_name="; X")
    entry = CalendarEvent(replace(MEETING, agenda="a\r\nSTATUS:CANCELLED"), BEN, mischief, PAGE, DOMAIN, NOW)
    event = parsed(calendar_part(entry))[1]
    assert len(attendees(event)) == 2
    assert event["status"] == "TENTATIVE"
    assert "STATUS:CANCELLED" in str(event["description"])


def test_an_agenda_comes_back_as_it_was_written() -> None:
    assert str(parsed(part())[1]["description"]).startswith("Goals; first, steps\nand \\ more\n")
