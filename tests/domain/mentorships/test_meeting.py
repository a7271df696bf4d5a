"""Meetings: proposed, confirmed, logged (MEN-2 to MEN-4); working hours warn and never refuse (MEN-3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from moments.domain.mentorships.errors import (
    HoursAlreadyConfirmed,
    InvalidMeetingTime,
    MeetingChanged,
    NotAllowedForSide,
)
from moments.domain.mentorships.events import (
    MeetingCancelled,
    MeetingConfirmed,
    MeetingEvent,
    MeetingHeld,
    MeetingHoursConfirmed,
    MeetingMoved,
    MeetingProposed,
)
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import DEFAULT_MINUTES, Meeting
from moments.domain.mentorships.meeting_time import MAX_MINUTES
from moments.domain.program.working_hours import covers, working_hours
from moments.domain.shared.errors import DomainErrors, IllegalTransition
from moments.domain.shared.ids import MeetingId, PersonId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused
from tests.domain.builders import ANN, MOE, NOW, ZOE, a_meeting, a_mentorship, later, local

TOMORROW, IN_THREE_DAYS = later(days=1), later(days=3)
BOTH_WAYS = pytest.mark.parametrize("make", [Meeting.propose, Meeting.log], ids=["propose", "log"])


def made(make: Any, *, starts_at: datetime | None = None, mentorship=None, **changes: Any) -> Meeting:
    """Of an active mentorship of half a year, at noon of its last day: tomorrow's meeting, or yesterday's."""
    said: dict[str, Any] = {
        "by": ANN,
        "starts_at": starts_at or (later(days=181) if make == Meeting.propose else later(days=179)),
        "minutes": 60,
        "agenda": None,
        "outside_hours": False,
        "at": later(days=180),
    }
    return make(MeetingId("T-9"), mentorship or a_mentorship().active().build(), **(said | changes))


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize("by", [ANN, MOE], ids=["mentee", "mentor"])
@pytest.mark.parametrize(
    ("make", "state", "event"),
    [
        (Meeting.propose, MeetingState.PROPOSED, MeetingProposed),
        (Meeting.log, MeetingState.HELD, MeetingHeld),
    ],
    ids=["propose", "log"],
)
def test_either_side_proposes_a_meeting_or_logs_one_that_was_held(by: PersonId, make, state, event) -> None:
    meeting = made(make, by=by, agenda="  Goals ", minutes=45)
    assert (meeting.state, meeting.proposed_by, meeting.agenda, meeting.minutes) == (state, by, "Goals", 45)
    assert (meeting.mentor, meeting.mentee) == (MOE, ANN)
    (happened,) = meeting.collect_events()
    assert type(happened) is event
    assert isinstance(happened, MeetingEvent)
    assert (happened.by, happened.meeting, happened.occurred_at) == (by, MeetingId("T-9"), later(days=180))


@BOTH_WAYS
def test_a_stranger_makes_no_meeting(make) -> None:
    mentorship = a_mentorship().active().build()
    with refused(NotAllowedForSide, mentorship):
        made(make, mentorship=mentorship, by=ZOE)


@BOTH_WAYS
@pytest.mark.parametrize("state", [each for each in MentorshipState if each is not MentorshipState.ACTIVE])
def test_only_an_active_mentorship_has_meetings(make, state: MentorshipState) -> None:
    mentorship = a_mentorship().in_state(state).build()
    with refused(IllegalTransition, mentorship) as refusal:
        made(make, mentorship=mentorship)
    assert refusal.error.state == state.value
    assert "so it cannot be used to plan a meeting now." in refusal.sentence


# --- times --------------------------------------------------------------------------------------


@pytest.mark.rule("MEN-2")
@BOTH_WAYS
@pytest.mark.parametrize("minutes", [1, 30, DEFAULT_MINUTES, 90, MAX_MINUTES])
def test_an_hour_is_usual_and_never_enforced(make, minutes: int) -> None:
    assert DEFAULT_MINUTES == 60
    assert made(make, minutes=minutes).minutes == minutes


@BOTH_WAYS
@pytest.mark.parametrize("minutes", [-(10**15), -60, 0, MAX_MINUTES + 1, 10**15])
def test_a_meeting_lasts_no_more_than_a_working_day(make, minutes: int) -> None:
    with pytest.raises(InvalidMeetingTime) as refusal:
        made(make, minutes=minutes)
    assert refusal.value.field == "minutes"
    assert "from 1 to 480 minutes" in str(refusal.value)


@pytest.mark.parametrize("starts_at", [later(days=180), later(days=179)], ids=["now", "yesterday"])
def test_a_meeting_that_is_not_to_come_is_not_proposed_but_logged(starts_at: datetime) -> None:
    with pytest.raises(InvalidMeetingTime) as refusal:
        made(Meeting.propose, starts_at=starts_at)
    assert refusal.value.field == "startsAt"
    assert "log the meeting if it was held" in str(refusal.value)


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize(
    ("starts_at", "fits"),
    [
        (later(days=180, hours=-1), True),
        (later(days=180, hours=-1, seconds=1), False),
        (later(days=180), False),
        (later(days=181), False),
        (datetime.max.replace(tzinfo=UTC), False),
        (datetime.min.replace(tzinfo=UTC), False),
        (NOW, True),
        (later(days=-1), True),
        (later(days=-1, seconds=-1), False),
    ],
    ids=[
        "just over",
        "not quite over",
        "just begun",
        "to come",
        "the last of days",
        "the first of days",
        "as it began",
        "the day before",
        "longer before",
    ],
)
def test_a_meeting_is_logged_once_it_is_over_and_within_the_mentorship(starts_at: datetime, fits: bool) -> None:
    if fits:
        assert made(Meeting.log, starts_at=starts_at).state is MeetingState.HELD
        return
    with pytest.raises(InvalidMeetingTime) as refusal:
        made(Meeting.log, starts_at=starts_at)
    assert refusal.value.field == "startsAt"
    assert "Check the date" in str(refusal.value)


@BOTH_WAYS
@pytest.mark.parametrize("agenda", ["x" * 1001, "a\x00b"], ids=["too long", "NUL"])
def test_an_agenda_that_cannot_be_kept_is_refused(make, agenda: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        made(make, agenda=agenda)
    assert (refusal.value.field, refusal.value.rule) == ("agenda", "MEN-2")


@pytest.mark.rule("MEN-3")
@pytest.mark.parametrize(("clock", "warns"), [("10:00", False), ("16:30", True), ("19:00", True)])
def test_a_meeting_outside_the_working_hours_is_marked_and_not_refused(clock: str, warns: bool) -> None:
    starts_at = local(3, clock)
    outside = not covers(working_hours("mon-fri-0800-1700"), starts_at, 60)
    assert outside is warns
    meeting = made(Meeting.propose, starts_at=starts_at, outside_hours=outside, at=NOW)
    assert (meeting.state, meeting.outside_hours) == (MeetingState.PROPOSED, warns)


# --- confirmed, held, called off ------------------------------------------------------------------


def test_the_other_side_confirms_a_meeting() -> None:
    meeting = a_meeting().build()
    meeting.confirm(MOE, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=1))
    assert meeting.state is MeetingState.CONFIRMED
    (event,) = meeting.collect_events()
    assert isinstance(event, MeetingConfirmed)
    assert event.by == MOE


@pytest.mark.parametrize(
    ("by", "words"), [(ANN, "your partner confirms it"), (ZOE, "Only a mentorship's mentor and mentee")]
)
def test_neither_who_proposed_a_meeting_nor_a_stranger_confirms_it(by: PersonId, words: str) -> None:
    meeting = a_meeting().build()
    with refused(NotAllowedForSide, meeting) as refusal:
        meeting.confirm(by, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=1))
    assert words in refusal.sentence


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize("state", [MeetingState.PROPOSED, MeetingState.CONFIRMED])
@pytest.mark.parametrize("by", [ANN, MOE], ids=["mentee", "mentor"])
def test_either_side_logs_a_meeting_as_held_for_the_minutes_it_took(state: MeetingState, by: PersonId) -> None:
    meeting = a_meeting().in_state(state).build()
    meeting.mark_held(by, read=meeting.starts_at, minutes=75, at=TOMORROW + timedelta(minutes=75))
    assert (meeting.state, meeting.minutes) == (MeetingState.HELD, 75)
    (event,) = meeting.collect_events()
    assert isinstance(event, MeetingHeld)
    assert event.by == by


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize(("minutes", "since"), [(60, -60), (60, 0), (60, 59), (20, 19)])
def test_a_meeting_that_is_not_over_is_not_logged_as_held(minutes: int, since: int) -> None:
    meeting = a_meeting().build()
    with refused(InvalidMeetingTime, meeting) as refusal:
        meeting.mark_held(ANN, read=meeting.starts_at, minutes=minutes, at=TOMORROW + timedelta(minutes=since))
    assert "Log it once it was held" in refusal.sentence
    meeting.mark_held(ANN, read=meeting.starts_at, minutes=minutes, at=TOMORROW + timedelta(minutes=minutes))
    assert meeting.state is MeetingState.HELD


@pytest.mark.parametrize("minutes", [0, MAX_MINUTES + 1])
def test_a_meeting_is_not_logged_with_minutes_that_cannot_be(minutes: int) -> None:
    meeting = a_meeting().build()
    with refused(InvalidMeetingTime, meeting) as refusal:
        meeting.mark_held(ANN, read=meeting.starts_at, minutes=minutes, at=TOMORROW)
    assert refusal.error.field == "minutes"


@pytest.mark.parametrize("state", [MeetingState.PROPOSED, MeetingState.CONFIRMED])
@pytest.mark.parametrize("by", [ANN, MOE], ids=["mentee", "mentor"])
def test_either_side_calls_a_meeting_off(state: MeetingState, by: PersonId) -> None:
    meeting = a_meeting().in_state(state).build()
    meeting.cancel(by, read=meeting.starts_at, at=later(hours=1))
    assert meeting.state is MeetingState.CANCELLED
    (event,) = meeting.collect_events()
    assert isinstance(event, MeetingCancelled)


def test_a_stranger_neither_logs_nor_calls_off_a_meeting() -> None:
    meeting = a_meeting().build()
    with refused(NotAllowedForSide, meeting):
        meeting.mark_held(ZOE, read=meeting.starts_at, minutes=60, at=TOMORROW)
    with refused(NotAllowedForSide, meeting):
        meeting.cancel(ZOE, read=meeting.starts_at, at=TOMORROW)


def test_a_stranger_who_logs_a_meeting_does_not_learn_that_it_was_moved() -> None:
    meeting = a_meeting().build()
    with refused(NotAllowedForSide, meeting):
        meeting.mark_held(ZOE, read=NOW, minutes=60, at=TOMORROW)


@pytest.mark.rule("MEN-4")
def test_the_other_side_confirms_the_hours_once() -> None:
    meeting = made(Meeting.log)
    meeting.collect_events()
    meeting.confirm_hours(MOE, read=meeting.starts_at, minutes=60, at=later(days=181))
    (event,) = meeting.collect_events()
    assert isinstance(event, MeetingHoursConfirmed)
    assert (event.by, meeting.hours_confirmed_at) == (MOE, later(days=181))
    with refused(HoursAlreadyConfirmed, meeting):
        meeting.confirm_hours(MOE, read=meeting.starts_at, minutes=60, at=later(days=182))


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize(
    ("read", "minutes", "field"), [(NOW, 60, "startsAt"), (later(days=179), 30, "minutes")], ids=["time", "length"]
)
def test_hours_are_confirmed_as_they_were_read(read: datetime, minutes: int, field: str) -> None:
    meeting = made(Meeting.log)
    with refused(MeetingChanged, meeting) as refusal:
        meeting.confirm_hours(MOE, read=read, minutes=minutes, at=later(days=181))
    assert refusal.error.field == field


# --- moved ----------------------------------------------------------------------------------------


def moved(
    meeting: Meeting,
    by: PersonId,
    *,
    starts_at: datetime = IN_THREE_DAYS,
    minutes: int = 60,
    read: datetime | None = None,
) -> Meeting:
    read = read or meeting.starts_at
    meeting.move(by, read=read, starts_at=starts_at, minutes=minutes, outside_hours=True, at=later(hours=1))
    return meeting


@pytest.mark.rule("MEN-2")
@pytest.mark.parametrize("state", [MeetingState.PROPOSED, MeetingState.CONFIRMED])
@pytest.mark.parametrize(("by", "other"), [(ANN, MOE), (MOE, ANN)], ids=["mentee", "mentor"])
def test_a_meeting_that_is_moved_is_proposed_anew_for_the_other_side_to_confirm(
    state: MeetingState, by: PersonId, other: PersonId
) -> None:
    meeting = moved(a_meeting().in_state(state).build(), by, minutes=45)
    assert (meeting.state, meeting.proposed_by, meeting.proposed_at) == (MeetingState.PROPOSED, by, later(hours=1))
    assert (meeting.starts_at, meeting.minutes, meeting.outside_hours) == (later(days=3), 45, True)
    (event,) = meeting.collect_events()
    assert isinstance(event, MeetingMoved)
    assert (event.by, event.moved_from) == (by, TOMORROW)
    with refused(NotAllowedForSide, meeting):
        meeting.confirm(by, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=2))
    meeting.confirm(other, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=2))
    assert meeting.state is MeetingState.CONFIRMED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": later(hours=1)}, "newStartsAt"),
        ({"starts_at": later(days=-1)}, "newStartsAt"),
        ({"starts_at": TOMORROW}, "newStartsAt"),
        ({"minutes": 0}, "newMinutes"),
        ({"minutes": MAX_MINUTES + 1}, "newMinutes"),
    ],
    ids=["now", "past", "where it is", "no minutes", "too many"],
)
def test_a_meeting_is_not_moved_to_a_time_that_cannot_be(change: Any, field: str) -> None:
    meeting = a_meeting().build()
    with refused(InvalidMeetingTime, meeting) as refusal:
        moved(meeting, ANN, **change)
    assert refusal.error.field == field


def test_a_meeting_at_its_old_time_may_take_longer() -> None:
    assert moved(a_meeting().build(), ANN, starts_at=TOMORROW, minutes=90).minutes == 90


def test_a_stranger_moves_no_meeting() -> None:
    meeting = a_meeting().build()
    with refused(NotAllowedForSide, meeting):
        moved(meeting, ZOE)


def test_each_change_of_a_meeting_counts_and_its_organizer_stays() -> None:
    meeting = a_meeting().build()
    counted = [meeting.sequence]
    meeting.confirm(MOE, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=1))
    counted.append(meeting.sequence)
    counted.append(moved(meeting, MOE).sequence)
    meeting.cancel(ANN, read=meeting.starts_at, at=later(hours=2))
    counted.append(meeting.sequence)
    assert counted == [0, 1, 2, 3]
    assert meeting.organizer == ANN


@pytest.mark.parametrize(
    ("change", "has"),
    [
        (lambda meeting: None, False),
        (
            lambda meeting: meeting.confirm(MOE, read=meeting.starts_at, minutes=meeting.minutes, at=later(hours=1)),
            True,
        ),
        (lambda meeting: moved(meeting, ANN), False),
        (lambda meeting: moved(meeting, MOE), True),
    ],
    ids=["proposed", "confirmed", "moved by themselves", "moved by the other side"],
)
def test_who_proposed_a_meeting_has_its_entry_once_the_other_side_has_had_a_hand_in_it(change: Any, has: bool) -> None:
    meeting = a_meeting().build()
    change(meeting)
    assert meeting.has_calendar_event(ANN) is has
    assert meeting.has_calendar_event(MOE)


@pytest.mark.rule("MEN-2")
@pytest.mark.parametrize("by", [ANN, MOE], ids=["mentee", "mentor"])
def test_what_was_read_before_the_meeting_was_moved_is_not_acted_on(by: PersonId) -> None:
    other = MOE if by == ANN else ANN
    meeting = moved(a_meeting().build(), other, starts_at=IN_THREE_DAYS)
    meeting.collect_events()
    after = IN_THREE_DAYS + timedelta(hours=1)
    stale: dict[str, Any] = {"read": TOMORROW}
    for act in (
        lambda: meeting.confirm(by, minutes=60, at=later(hours=2), **stale),
        lambda: meeting.cancel(by, at=later(hours=2), **stale),
        lambda: meeting.mark_held(by, minutes=60, at=after, **stale),
        lambda: moved(meeting, by, starts_at=later(days=9), **stale),
    ):
        with refused(MeetingChanged, meeting) as refusal:
            act()
        assert (refusal.error.meeting, refusal.error.field) == (meeting.id, "startsAt")


def test_a_meeting_that_takes_longer_than_was_read_is_not_confirmed() -> None:
    meeting = moved(a_meeting().build(), ANN, starts_at=TOMORROW, minutes=90)
    with refused(MeetingChanged, meeting) as refusal:
        meeting.confirm(MOE, read=TOMORROW, minutes=60, at=later(hours=2))
    assert refusal.error.field == "minutes"


def test_all_that_is_wrong_with_a_meeting_is_said_at_once() -> None:
    with pytest.raises(DomainErrors) as refusal:
        made(Meeting.propose, starts_at=later(days=1), minutes=0, agenda="x" * 1_001)
    assert [error.field for error in refusal.value.all] == ["startsAt", "minutes", "agenda"]
