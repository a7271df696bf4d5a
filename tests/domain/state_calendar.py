"""The State's holidays by the words of section 9.010, RSMo, worked out here on their own."""

from collections.abc import Iterator
from datetime import date, timedelta

from moments.domain.program.holidays import StateCalendar

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_FIXED = {
    (1, 1): "New Year's Day",
    (2, 12): "Lincoln Day",
    (5, 8): "Truman Day",
    (6, 19): "Juneteenth",
    (7, 4): "Independence Day",
    (11, 11): "Veterans Day",
    (12, 25): "Christmas Day",
}
_NTH_WEEKDAY = {
    (1, _MONDAY, 3): "Martin Luther King Day",
    (2, _MONDAY, 3): "Washington's Birthday",
    (9, _MONDAY, 1): "Labor Day",
    (10, _MONDAY, 2): "Columbus Day",
    (11, _THURSDAY, 4): "Thanksgiving Day",
}
_DAY = timedelta(days=1)


def by_law(year: int) -> dict[date, str]:
    """The weekdays on which the year's holidays are kept; New Year's Day can be kept in the year before."""
    found = {_kept(day): name for each in (year, year + 1) for day, name in _holidays(each)}
    return {day: name for day, name in found.items() if day.year == year}


CALENDAR = StateCalendar(by_law, {})


def _kept(day: date) -> date:
    return day + {_SATURDAY: -_DAY, _SUNDAY: _DAY}.get(day.weekday(), timedelta())


def _holidays(year: int) -> Iterator[tuple[date, str]]:
    for (month, day), name in _FIXED.items():
        yield date(year, month, day), name
    for (month, weekday, nth), name in _NTH_WEEKDAY.items():
        yield _first(year, month, weekday) + timedelta(weeks=nth - 1), name
    yield _first(year, 6, _MONDAY) - timedelta(weeks=1), "Memorial Day"


def _first(year: int, month: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)
