"""The days on which the State works: weekdays that are no holidays. Which days are holidays is the office's data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.text import required_text

HOLIDAY_NAME_LIMIT = 60
YEARS = range(2000, 2100)
"""Those of the quarters."""
_SATURDAY = 5
_DAY = timedelta(days=1)


class InvalidHoliday(DomainError):
    rule = "MAT-2"
    field = "day"


class NotAHoliday(DomainError):
    rule = "MAT-2"
    field = "day"

    def __init__(self, day: date) -> None:
        super().__init__(f"{_written(day)} is not a holiday. Choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaySet(DomainEvent):
    """The day became a holiday, or the holiday got another name."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRemoved(DomainEvent):
    """The State works on the day. `name`: of the holiday that it was."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A weekday on which the State does not work: the day on which the holiday is kept."""

    day: date
    name: str


class StateCalendar:
    """`usual`: year -> the holidays that the law gives it, by day. `changes`: what the office changed of them; None for
    a day on which the State works all the same.
    """

    def __init__(self, usual: Callable[[int], Mapping[date, str]], changes: Mapping[date, str | None]) -> None:
        self._usual, self._changes = usual, changes

    def of_year(self, year: int) -> list[Holiday]:
        """In order."""
        days = {*self._usual(year), *(day for day in self._changes if day.year == year)}
        return [holiday for day in sorted(days) if (holiday := self.holiday(day))]

    def holiday(self, day: date) -> Holiday | None:
        """None also for a weekend, on which no holiday is kept."""
        name = self._changes[day] if day in self._changes else self._usual(day.year).get(day)
        return Holiday(day, name) if name and not _is_weekend(day) else None

    def day_off(self, day: date) -> str | None:
        """Why the State does not work: the holiday's name, Saturday or Sunday; None for a working day."""
        if _is_weekend(day):
            return f"{day:%A}"
        holiday = self.holiday(day)
        return holiday.name if holiday else None

    def is_working_day(self, day: date) -> bool:
        return self.day_off(day) is None

    def next_working_day(self, since: date) -> date:
        """The first working day from `since` on, that day included."""
        while not self.is_working_day(since):
            since += _DAY
        return since

    def last_working_day(self, until: date) -> date:
        """The last working day up to and including `until`."""
        while not self.is_working_day(until):
            until -= _DAY
        return until

    def set(self, day: date, name: str) -> Holiday:
        """Returns the holiday to keep; raises InvalidHoliday, InvalidText."""
        name = required_text(name, "name", "The holiday's name", limit=HOLIDAY_NAME_LIMIT, rule="MAT-2", one_line=True)
        if day.year not in YEARS:
            raise InvalidHoliday(f"Enter a day from {YEARS[0]} to {YEARS[-1]}.")
        if _is_weekend(day):
            raise InvalidHoliday(
                f"{_written(day)} is a {day:%A}, on which the State does not work anyway. Enter the weekday on which "
                "the holiday is kept."
            )
        return Holiday(day, name)

    def remove(self, day: date) -> Holiday:
        """Returns the holiday that the day was; raises NotAHoliday."""
        holiday = self.holiday(day)
        if holiday is None:
            raise NotAHoliday(day)
        return holiday


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
