"""The days on which the State works."""

from datetime import date, timedelta

import pytest

from moments.domain.program.holidays import is_working_day, last_working_day, next_working_day

KEPT = {
    2026: "01-01 01-19 02-12 02-16 05-08 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-12 02-15 05-07 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}
"""As the Office of Administration's calendar has them; New Year's Day of 2028 is a Saturday."""


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize("year", KEPT)
def test_the_state_works_on_weekdays_that_are_no_holidays(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    off = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert [day.strftime("%m-%d") for day in off] == KEPT[year].split()
    assert not is_working_day(date(year, 1, 3 if year == 2026 else 2))


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("until", "last"),
    [
        (date(2027, 1, 18), date(2027, 1, 15)),  # Martin Luther King Day, after a weekend
        (date(2027, 4, 19), date(2027, 4, 19)),
        (date(2027, 12, 26), date(2027, 12, 23)),
    ],
)
def test_the_last_working_day_is_never_after_the_day_asked_for(until: date, last: date) -> None:
    assert last_working_day(until) == last


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("since", "following"),
    [
        (date(2027, 1, 18), date(2027, 1, 19)),
        (date(2027, 4, 19), date(2027, 4, 19)),
        (date(2027, 12, 24), date(2027, 12, 27)),
    ],
)
def test_the_next_working_day_is_never_before_the_day_asked_for(since: date, following: date) -> None:
    assert next_working_day(since) == following
