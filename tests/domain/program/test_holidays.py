"""The days on which the State works, and what the office changes of them."""

from datetime import date, timedelta

import pytest

from moments.domain.program.holidays import (
    HOLIDAY_NAME_LIMIT,
    Holiday,
    InvalidHoliday,
    NotAHoliday,
    StateCalendar,
)
from moments.domain.shared.text import InvalidText
from tests.domain.state_calendar import CALENDAR, by_law

KEPT = {
    2026: "01-01 01-19 02-12 02-16 05-08 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-12 02-15 05-07 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}
"""As the Office of Administration's calendar has them; New Year's Day of 2028 is a Saturday."""
KING_DAY = date(2027, 1, 18)
CHANGED = StateCalendar(by_law, {KING_DAY: None, date(2027, 3, 5): "Snow day", date(2027, 12, 24): "Christmas, kept"})


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize("year", KEPT)
def test_the_state_works_on_weekdays_that_are_no_holidays(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    off = [day for day in days if day.weekday() < 5 and not CALENDAR.is_working_day(day)]
    assert [day.strftime("%m-%d") for day in off] == KEPT[year].split()
    assert [each.day for each in CALENDAR.of_year(year)] == off
    assert not CALENDAR.is_working_day(date(year, 1, 3 if year == 2026 else 2))


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("until", "last"),
    [
        (KING_DAY, date(2027, 1, 15)),  # after a weekend
        (date(2027, 4, 19), date(2027, 4, 19)),
        (date(2027, 12, 26), date(2027, 12, 23)),
    ],
)
def test_the_last_working_day_is_never_after_the_day_asked_for(until: date, last: date) -> None:
    assert CALENDAR.last_working_day(until) == last


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("since", "following"),
    [
        (KING_DAY, date(2027, 1, 19)),
        (date(2027, 4, 19), date(2027, 4, 19)),
        (date(2027, 12, 24), date(2027, 12, 27)),
        (date(2027, 12, 31), date(2028, 1, 3)),
    ],
)
def test_the_next_working_day_is_never_before_the_day_asked_for(since: date, following: date) -> None:
    assert CALENDAR.next_working_day(since) == following


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 1, 17), "Sunday"),
        (KING_DAY, "Martin Luther King Day"),
        (date(2027, 1, 19), None),
        (date(2026, 7, 4), "Saturday"),
    ],
)
def test_a_day_off_has_its_reason(day: date, why: str | None) -> None:
    assert CALENDAR.day_off(day) == why


@pytest.mark.rule("MAT-2")
def test_the_office_adds_renames_and_removes() -> None:
    assert CHANGED.is_working_day(KING_DAY)
    assert CHANGED.day_off(date(2027, 3, 5)) == "Snow day"
    year = CHANGED.of_year(2027)
    assert Holiday(date(2027, 3, 5), "Snow day") in year
    assert Holiday(date(2027, 12, 24), "Christmas, kept") in year
    assert KING_DAY not in [each.day for each in year]
    assert [each.day for each in year] == sorted(each.day for each in year)
    assert CHANGED.of_year(2028) == CALENDAR.of_year(2028)


@pytest.mark.rule("MAT-2")
def test_what_is_set_has_a_name_and_is_a_weekday_of_the_programs_years() -> None:
    assert CALENDAR.set(date(2027, 3, 5), "  Snow   day ") == Holiday(date(2027, 3, 5), "Snow day")
    with pytest.raises(InvalidHoliday, match="March 6, 2027 is a Saturday"):
        CALENDAR.set(date(2027, 3, 6), "Snow day")
    for day in (date(1999, 3, 5), date(2100, 3, 5)):
        with pytest.raises(InvalidHoliday, match="from 2000 to 2099"):
            CALENDAR.set(day, "Snow day")
    for name in ("", " ", "x" * (HOLIDAY_NAME_LIMIT + 1)):
        with pytest.raises(InvalidText):
            CALENDAR.set(date(2027, 3, 5), name)


@pytest.mark.rule("MAT-2")
def test_what_is_removed_is_a_holiday() -> None:
    assert CALENDAR.remove(KING_DAY) == Holiday(KING_DAY, "Martin Luther King Day")
    for day in (date(2027, 1, 19), date(2026, 7, 4)):
        with pytest.raises(NotAHoliday, match="is not a holiday"):
            CALENDAR.remove(day)
    with pytest.raises(NotAHoliday):
        CHANGED.remove(KING_DAY)
