"""Hours in common and times to meet (MEN-3), against naive oracles and in the weeks in which clocks change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moments.domain.program.common_hours import STEP, Span, common_hours, spread, times_to_meet
from moments.domain.program.holidays import Holiday
from moments.domain.program.working_hours import CHOICES, STATE_TIME, WEEK, Shift, WorkingHours, working_hours
from tests.domain.program.test_working_hours import ANY_HOURS, at_work
from tests.domain.state_calendar import CALENDAR

OFFICE, EARLY = working_hours("mon-fri-0800-1700"), working_hours("mon-fri-0700-1600")
NIGHT, EVENING = working_hours("mon-fri-2300-0730"), working_hours("mon-fri-1500-2330")
FOUR_DAYS, LATE_WEEK = working_hours("mon-thu-0700-1800"), working_hours("wed-sun-0700-1530")
WEEKEND = working_hours("fri-sun-0700-1900")
ALWAYS = WorkingHours("always", "Always", tuple(Shift(day, time(), time()) for day in range(7)))
ODD = WorkingHours("odd", "Odd", tuple(Shift(day, time(9), time(17)) for day in (0, 2, 4, 5)))
SUNDAY_NIGHT = WorkingHours("sun-night", "Sunday night", (Shift(6, time(22), time(6)),))
SPRING, FALL = datetime(2026, 3, 8, 6, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)
"""Midnight in Missouri on the Sundays on which the clocks change."""


@pytest.mark.rule("MEN-3")
@settings(max_examples=30, deadline=None)
@given(ANY_HOURS, ANY_HOURS)
def test_the_windows_are_the_minutes_in_which_both_work(one: WorkingHours, other: WorkingHours) -> None:
    found = common_hours(one, other)
    said = [minute % WEEK for window in found.windows for minute in range(*window.minutes)]
    assert len(said) == len(set(said)) == found.minutes
    assert set(said) == one.week() & other.week()
    assert found == common_hours(other, one)


@pytest.mark.rule("MEN-3")
@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (OFFICE, EARLY, "You both work Monday to Friday, 8:00 a.m. to 4:00 p.m.: 40 hours a week."),
        (OFFICE, NIGHT, "Your regular working hours have no time in common."),
        (NIGHT, NIGHT, "You both work Monday to Friday, 11:00 p.m. to 7:30 a.m.: 42 hours and 30 minutes a week."),
        (NIGHT, EVENING, "You both work Monday to Friday, 11:00 p.m. to 11:30 p.m.: 2 hours and 30 minutes a week."),
        (FOUR_DAYS, LATE_WEEK, "You both work Wednesday and Thursday, 7:00 a.m. to 3:30 p.m.: 17 hours a week."),
        (ODD, OFFICE, "You both work Monday, Wednesday and Friday, 9:00 a.m. to 5:00 p.m.: 24 hours a week."),
        (ALWAYS, ODD, "You both work Monday, Wednesday, Friday and Saturday, 9:00 a.m. to 5:00 p.m.: 32 hours a week."),
        (
            WEEKEND,
            WorkingHours(
                "two",
                "Two",
                (Shift(4, time(6), time(8)), Shift(4, time(12), time(13)), Shift(6, time(12), time(12, 1))),
            ),
            "You both work Friday, 7:00 a.m. to 8:00 a.m. and 12:00 p.m. to 1:00 p.m.; "
            "Sunday, 12:00 p.m. to 12:01 p.m.: 2 hours and 1 minute a week.",
        ),
        (SUNDAY_NIGHT, SUNDAY_NIGHT, "You both work Sunday, 10:00 p.m. to 6:00 a.m.: 8 hours a week."),
    ],
)
def test_common_hours_are_one_sentence(one: WorkingHours, other: WorkingHours, sentence: str) -> None:
    assert common_hours(one, other).sentence == sentence


def test_two_who_always_work_have_seven_whole_days() -> None:
    assert common_hours(ALWAYS, ALWAYS).windows == ALWAYS.shifts


# --- times to meet ---------------------------------------------------------------------------------


def in_both(one: WorkingHours, other: WorkingHours, starts_at: datetime, minutes: int) -> bool:
    """Naively: at each of the meeting's minutes, whether the State's clock says that both work."""
    moments = ((starts_at + timedelta(minutes=offset)).astimezone(STATE_TIME) for offset in range(minutes))
    return all(at_work(each, now.weekday(), now.hour, now.minute) for now in moments for each in (one, other))


SPANS = st.lists(
    st.builds(
        lambda at, minutes: Span(SPRING + timedelta(minutes=at), minutes), st.integers(-600, 4_400), st.integers(1, 480)
    ),
    max_size=6,
)


@pytest.mark.rule("MEN-3", "MEN-4")
@settings(max_examples=60, deadline=None)
@given(
    one=st.one_of(st.sampled_from(CHOICES), st.just(ALWAYS), st.just(SUNDAY_NIGHT), ANY_HOURS),
    other=st.one_of(st.sampled_from(CHOICES), st.just(ALWAYS), ANY_HOURS),
    begin=st.integers(-900, 900),
    minutes=st.integers(1, 480),
    taken=SPANS,
    change=st.sampled_from([SPRING, FALL, datetime(2026, 7, 6, 5, tzinfo=UTC)]),
)
@example(one=ALWAYS, other=ALWAYS, begin=0, minutes=240, taken=[], change=SPRING)
@example(one=ALWAYS, other=ALWAYS, begin=0, minutes=240, taken=[], change=FALL)
@example(one=NIGHT, other=NIGHT, begin=-900, minutes=480, taken=[], change=FALL)
def test_a_suggested_time_is_in_both_peoples_hours_and_free_and_none_is_left_out(
    one: WorkingHours, other: WorkingHours, begin: int, minutes: int, taken: Sequence[Span], change: datetime
) -> None:
    since = change + timedelta(minutes=begin, seconds=7)
    taken = [Span(each.starts_at - SPRING + change, each.minutes) for each in taken]
    until = since + timedelta(days=2)
    found = list(times_to_meet(one, other, calendar=CALENDAR, since=since, until=until, minutes=minutes, taken=taken))
    assert found == sorted(set(found))
    halves = [change.replace(hour=0) + STEP * index for index in range(-48 * 2, 48 * 5)]
    for starts_at in halves:
        free = all(
            not any(each.starts_at <= starts_at + timedelta(minutes=m) < each.ends_at for m in range(minutes))
            for each in taken
        )
        wanted = since <= starts_at < until and free and in_both(one, other, starts_at, minutes)
        assert (starts_at in found) is wanted
    assert all(each.astimezone(STATE_TIME).minute in (0, 30) for each in found)


def test_a_time_that_begins_right_after_another_meeting_is_free() -> None:
    nine = datetime(2026, 1, 5, 9, tzinfo=STATE_TIME)
    found = times_to_meet(
        OFFICE,
        OFFICE,
        calendar=CALENDAR,
        since=nine,
        until=nine + timedelta(hours=2),
        minutes=60,
        taken=[Span(nine, 60)],
    )
    assert list(found) == [nine + timedelta(hours=1), nine + timedelta(hours=1, minutes=30)]


def test_the_search_begins_with_the_very_half_hour_and_whatever_its_offset() -> None:
    nine = datetime(2026, 1, 5, 9, tzinfo=STATE_TIME)
    for since, first in ((nine, nine), (nine + timedelta(seconds=1), nine + STEP), (nine - timedelta(seconds=1), nine)):
        found = times_to_meet(
            OFFICE, OFFICE, calendar=CALENDAR, since=since, until=since + timedelta(days=1), minutes=30, taken=[]
        )
        assert next(found) == first


@pytest.mark.rule("MEN-3")
def test_no_time_is_suggested_on_a_day_on_which_the_state_keeps_a_holiday() -> None:
    friday = datetime(2026, 9, 4, tzinfo=STATE_TIME)  # Monday is Labor Day
    found = times_to_meet(
        ALWAYS, OFFICE, calendar=CALENDAR, since=friday, until=friday + timedelta(days=5), minutes=60, taken=[]
    )
    assert {each.astimezone(STATE_TIME).day for each in found} == {4, 8}
    night = datetime(2026, 9, 6, 23, 30, tzinfo=STATE_TIME)
    assert Span(night, 30).holiday(CALENDAR) is None
    assert Span(night, 31).holiday(CALENDAR) == Holiday(date(2026, 9, 7), "Labor Day")


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.sets(st.integers(0, 48 * 5), max_size=60))
def test_each_day_keeps_so_many_times_the_first_among_them(per_day: int, halves: set[int]) -> None:
    times = [datetime(2026, 3, 6, 6, tzinfo=UTC) + STEP * each for each in sorted(halves)]
    kept = list(spread(times, per_day))
    by_day: dict[object, list[datetime]] = {}
    for each in times:
        by_day.setdefault(each.astimezone(STATE_TIME).date(), []).append(each)
    assert kept == sorted(set(kept))
    for day, of_day in by_day.items():
        found = [each for each in kept if each.astimezone(STATE_TIME).date() == day]
        assert len(found) == min(per_day, len(of_day))
        assert found[0] == of_day[0]
