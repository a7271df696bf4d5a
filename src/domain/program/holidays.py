"""The days on which the State works (section 9.010, RSMo; a holiday on a weekend is kept on the weekday beside it)."""

from collections.abc import Iterator
from datetime import date, timedelta

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_FIXED = ((1, 1), (2, 12), (5, 8), (6, 19), (7, 4), (11, 11), (12, 25))
"""New Year's Day, Lincoln Day, Truman Day, Juneteenth, Independence Day, Veterans Day, Christmas Day."""
_NTH_WEEKDAY = ((1, _MONDAY, 3), (2, _MONDAY, 3), (9, _MONDAY, 1), (10, _MONDAY, 2), (11, _THURSDAY, 4))
"""Martin Luther King Day, Washington's Birthday, Labor Day, Columbus Day, Thanksgiving Day."""
_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _kept(day.year) and day not in _kept(day.year + 1)


def next_working_day(since: date) -> date:
    """The first day from `since` on, that day included, on which the State works."""
    while not is_working_day(since):
        since += _DAY
    return since


def last_working_day(until: date) -> date:
    """The last day up to and including `until` on which the State works."""
    while not is_working_day(until):
        until -= _DAY
    return until


def _kept(year: int) -> frozenset[date]:
    """The days on which the year's holidays are kept; New Year's Day can be kept in the year before."""
    return frozenset(map(_on_weekday, _holidays(year)))


def _on_weekday(day: date) -> date:
    return day + {_SATURDAY: -_DAY, _SUNDAY: _DAY}.get(day.weekday(), timedelta())


def _holidays(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in _FIXED)
    for month, weekday, nth in _NTH_WEEKDAY:
        yield _first(year, month, weekday) + timedelta(weeks=nth - 1)
    yield _first(year, 6, _MONDAY) - timedelta(weeks=1)  # Memorial Day, the last Monday of May


def _first(year: int, month: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)
