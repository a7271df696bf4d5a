"""Working hours: the form's choices, and whether a meeting falls in them (MEN-3), against a minute-by-minute oracle."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.program.working_hours import (
    CHOICES,
    WEEK,
    Shift,
    UnknownWorkingHours,
    WorkingHours,
    common_minutes,
    covers,
    working_hours,
)
from tests.domain.builders import local

OFFICE = working_hours("mon-fri-0800-1700")
EARLY = working_hours("mon-fri-0700-1600")
NIGHT = working_hours("mon-fri-2300-0730")
EVENING = working_hours("mon-fri-1500-2330")
WEEKEND = working_hours("fri-sun-0700-1900")
SUNDAY_NIGHT = WorkingHours("sun-night", "Sunday night", (Shift(6, time(22), time(6)),))
MON, TUE, FRI, SAT, SUN = 0, 1, 4, 5, 6


def test_the_week_of_a_choice_is_worked_out_once() -> None:
    assert OFFICE.week() is OFFICE.week()


def at_work(hours: WorkingHours, weekday: int, hour: int, minute: int) -> bool:
    """Naively: whether one of the shifts is on at that minute, said in clock times alone."""
    now = time(hour, minute)
    for shift in hours.shifts:
        if shift.start < shift.end:
            if weekday == shift.weekday and shift.start <= now < shift.end:
                return True
        elif (weekday == shift.weekday and now >= shift.start) or (
            weekday == (shift.weekday + 1) % 7 and now < shift.end
        ):
            return True
    return False


def the_minutes(hours: WorkingHours) -> set[int]:
    """Every shift here begins and ends on a quarter of an hour, so one minute speaks for its fifteen."""
    quarters = (quarter for quarter in range(0, WEEK, 15) if at_work(hours, *_clock(quarter)))
    return {minute for quarter in quarters for minute in range(quarter, quarter + 15)}


def _clock(minute: int) -> tuple[int, int, int]:
    return minute // 1440, minute // 60 % 24, minute % 60


WHOLE_SHIFTS = st.builds(
    Shift,
    st.integers(0, 6),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30])),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 45])),
)
ANY_HOURS = st.one_of(
    st.sampled_from(CHOICES),
    st.builds(WorkingHours, st.just("any"), st.just("Any"), st.lists(WHOLE_SHIFTS, max_size=4).map(tuple)),
)


@pytest.mark.rule("APP-3")
def test_the_choices_have_ids_and_labels_of_their_own_and_each_its_shifts() -> None:
    assert len({choice.id for choice in CHOICES}) == len({choice.label for choice in CHOICES}) == len(CHOICES)
    assert all(working_hours(choice.id) is choice and choice.shifts for choice in CHOICES)


@pytest.mark.rule("APP-3")
@pytest.mark.parametrize("unknown", ["", "whenever", "MON-FRI-0800-1700", "mon-fri-0800-1700 "])
def test_hours_that_are_not_in_the_list_are_refused(unknown: str) -> None:
    with pytest.raises(UnknownWorkingHours) as refusal:
        working_hours(unknown)
    assert (refusal.value.rule, refusal.value.field) == ("APP-3", "workingHours")
    assert "from the list" in str(refusal.value)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_a_choices_week_is_what_its_shifts_say(choice: WorkingHours) -> None:
    assert choice.week() == the_minutes(choice)
    assert 36 * 60 <= len(choice.week()) <= 45 * 60, "full-time"


@settings(max_examples=15, deadline=None)
@given(ANY_HOURS)
def test_any_week_is_what_its_shifts_say(hours: WorkingHours) -> None:
    assert hours.week() == the_minutes(hours)


def test_the_night_of_sunday_runs_into_monday() -> None:
    assert SUNDAY_NIGHT.week() == {*range(6 * 1440 + 22 * 60, WEEK), *range(6 * 60)}
    assert covers(SUNDAY_NIGHT, local(SUN, "23:30"), 60)
    assert covers(SUNDAY_NIGHT, local(MON, "05:00"), 60)
    assert not covers(SUNDAY_NIGHT, local(MON, "05:01"), 60)
    assert not covers(SUNDAY_NIGHT, local(SUN, "05:00"), 60)


def test_a_shift_that_ends_when_it_starts_is_a_whole_day() -> None:
    assert len(WorkingHours("day", "A day", (Shift(6, time(7), time(7)),)).week()) == 24 * 60


@pytest.mark.rule("MEN-3")
@pytest.mark.parametrize(
    ("hours", "weekday", "clock", "minutes", "inside"),
    [
        (OFFICE, MON, "08:00", 60, True),
        (OFFICE, FRI, "16:00", 60, True),
        (OFFICE, FRI, "16:01", 60, False),
        (OFFICE, MON, "07:59", 60, False),
        (OFFICE, MON, "07:00", 60, False),
        (OFFICE, MON, "17:00", 1, False),
        (OFFICE, SAT, "10:00", 60, False),
        (OFFICE, MON, "08:00", 9 * 60, True),
        (OFFICE, MON, "08:00", 9 * 60 + 1, False),
        (OFFICE, MON, "12:00", 24 * 60, False),
        (NIGHT, MON, "23:30", 60, True),
        (NIGHT, TUE, "06:30", 60, True),
        (NIGHT, TUE, "06:31", 60, False),
        (NIGHT, MON, "06:30", 60, False),
        (NIGHT, SAT, "06:30", 60, True),
        (NIGHT, SAT, "23:30", 60, False),
        (WEEKEND, SUN, "18:00", 60, True),
        (WEEKEND, SUN, "18:30", 60, False),
    ],
)
def test_a_meeting_lies_in_the_hours_from_its_first_minute_to_its_last(
    hours: WorkingHours, weekday: int, clock: str, minutes: int, inside: bool
) -> None:
    assert covers(hours, local(weekday, clock), minutes) is inside


@pytest.mark.rule("MEN-3")
@pytest.mark.parametrize(
    ("instant", "inside"),
    [
        (datetime(2026, 1, 5, 14, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 13, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 13, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 1, 6, 3, 0, tzinfo=UTC), False),
    ],
    ids=["winter 8:00", "winter 7:59", "summer 8:00", "summer 17:00", "UTC's Tuesday, Missouri's Monday evening"],
)
def test_the_hours_go_by_missouris_clocks_summer_and_winter(instant: datetime, inside: bool) -> None:
    assert covers(OFFICE, instant, 60) is inside


@pytest.mark.rule("MEN-3")
@settings(max_examples=40, deadline=None)
@given(ANY_HOURS, st.integers(0, WEEK - 1), st.integers(1, 8 * 60))
def test_covers_says_what_looking_at_every_minute_says(hours: WorkingHours, first: int, minutes: int) -> None:
    start = local(MON, "00:00", week=datetime(2026, 5, 4).date()) + timedelta(minutes=first)
    every_minute = all(at_work(hours, *_clock((first + offset) % WEEK)) for offset in range(minutes))
    assert covers(hours, start, minutes) is every_minute


@pytest.mark.parametrize(
    ("one", "other", "hours_a_week"),
    [(OFFICE, OFFICE, 45), (OFFICE, EARLY, 40), (OFFICE, EVENING, 10), (OFFICE, NIGHT, 0), (NIGHT, EVENING, 2.5)],
)
def test_two_people_have_the_hours_in_common_in_which_both_work(one, other, hours_a_week: float) -> None:
    assert common_minutes(one, other) == hours_a_week * 60


@settings(max_examples=10, deadline=None)
@given(ANY_HOURS, ANY_HOURS)
def test_common_minutes_are_counted_one_by_one_and_alike_from_either_side(one, other) -> None:
    assert common_minutes(one, other) == len(the_minutes(one) & the_minutes(other)) == common_minutes(other, one)
    assert common_minutes(one, one) == len(one.week())
