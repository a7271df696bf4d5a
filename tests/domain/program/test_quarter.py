"""Quarters, by the State's clocks (MAT-2)."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moments.domain.program.quarter import Quarter, first_monday_after_the_first, moments_at, state_moment
from moments.domain.program.working_hours import STATE_TIME

Q1 = Quarter(2027, 1)


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(("number", "month"), [(1, 1), (2, 4), (3, 7), (4, 10)])
def test_a_quarters_first_month(number: int, month: int) -> None:
    assert Quarter(2027, number).first_day == date(2027, month, 1)


def test_a_moment_belongs_to_the_quarter_that_the_states_clocks_show() -> None:
    assert Quarter.of(datetime(2027, 1, 1, 5, 59, tzinfo=UTC)) == Quarter(2026, 4)
    assert Quarter.of(datetime(2027, 1, 1, 6, 0, tzinfo=UTC)) == Q1


def test_quarters_follow_one_another_over_the_turn_of_the_year() -> None:
    assert [Q1.previous, Q1.next, Quarter(2026, 4).next] == [Quarter(2026, 4), Quarter(2027, 2), Q1]
    assert Quarter(2026, 4) < Q1


def test_a_quarter_is_found_by_its_name() -> None:
    assert Quarter.named("2027Q1") == Q1
    assert Q1.name == "2027Q1"
    assert Q1.label == "the first quarter of 2027"


@pytest.mark.parametrize("name", ["2027Q5", "2027q1", "27Q1", "2027Q1 ", "", "1999Q1", "\uff12\uff10\uff12\uff17Q1"])
def test_what_is_no_quarter_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="2027Q1"):
        Quarter.named(name)


def test_the_period_begins_on_a_monday_that_is_never_new_years_day() -> None:
    mondays = [
        first_monday_after_the_first(Quarter(year, number)) for year in range(2026, 2076) for number in range(1, 5)
    ]
    assert {day.weekday() for day in mondays} == {0}
    assert {day.day for day in mondays} == set(range(2, 9))


def test_a_time_of_day_is_the_states_in_summer_and_in_winter() -> None:
    assert state_moment(date(2027, 1, 4), time(7)) == datetime(2027, 1, 4, 13, tzinfo=UTC)
    assert state_moment(date(2027, 7, 5), time(7)) == datetime(2027, 7, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "found"),
    [
        (date(2027, 3, 14), time(2, 30), []),  # skipped
        (date(2027, 3, 14), time(3), ["08:00"]),
        (date(2027, 11, 7), time(1, 30), ["06:30", "07:30"]),  # first in daylight time, then in standard time
        (date(2027, 11, 7), time(2), ["08:00"]),
        (date(2027, 7, 5), time(7), ["12:00"]),
    ],
)
def test_a_clock_shows_a_time_once_but_on_the_days_of_change(day: date, clock: time, found: list[str]) -> None:
    assert [f"{each:%H:%M}" for each in moments_at(day, clock)] == found


@given(st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)))
def test_any_moment_is_among_those_at_which_its_clock_shows_its_time(moment: datetime) -> None:
    local = moment.astimezone(STATE_TIME)
    assert moment in moments_at(local.date(), local.time())
