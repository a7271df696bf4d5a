"""Mondays at seven by the State's clocks, for twenty years: none early, none missed, none double."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from moments.domain.program.working_hours import STATE_TIME
from moments.infrastructure.scheduling import CronSimSchedule

MONDAYS = "0 7 * * 1"
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)


def every_monday() -> list[datetime]:
    """Counted by days, without cron and without a zone's rules but for the last step."""
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(20 * 366))
    mondays = [day for day in days if day.weekday() == 0 and day < date(2046, 1, 1)]
    return [datetime.combine(day, time(7), STATE_TIME).astimezone(UTC) for day in mondays]


@pytest.mark.rule("APR-6", "APR-7")
def test_twenty_years_of_mondays() -> None:
    found = list(CronSimSchedule().dues(MONDAYS, BEGIN, END))
    assert found == every_monday()
    assert len(found) == 1043
    assert {due.astimezone(STATE_TIME).time() for due in found} == {time(7)}
    assert {due.time() for due in found} == {time(12), time(13)}  # an hour apart by Greenwich, in summer and winter


def test_asked_from_due_to_due_it_answers_each_once() -> None:
    calendar, at, found = CronSimSchedule(), BEGIN, []
    while (at := calendar.next(MONDAYS, at)) < END:
        found.append(at)
    assert found == every_monday()


def test_what_is_due_is_behind_the_one_moment_and_up_to_the_other() -> None:
    monday = datetime(2027, 1, 4, 13, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert CronSimSchedule().dues(MONDAYS, monday, monday + second) == []
    assert CronSimSchedule().dues(MONDAYS, monday - second, monday) == [monday]
    assert CronSimSchedule().dues(MONDAYS, monday - 2 * second, monday - second) == []


@pytest.mark.parametrize("year", range(2026, 2046))
def test_a_time_that_the_clocks_skip_or_repeat_comes_once_a_day(year: int) -> None:
    for expression in ("30 1 * * *", "30 2 * * *"):
        found = CronSimSchedule().dues(
            expression, datetime(year, 1, 1, 12, tzinfo=UTC), datetime(year + 1, 1, 1, 12, tzinfo=UTC)
        )
        days = [due.astimezone(STATE_TIME).date() for due in found]
        assert len(set(days)) == len(days) == (366 if year % 4 == 0 else 365)
