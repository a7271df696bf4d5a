"""A quarter of a year, in Central time (America/Chicago): the period of the program's cycle (MAT-2)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from moments.domain.program.working_hours import STATE_TIME

_NAME = re.compile(r"(20\d\d)Q([1-4])", re.ASCII)
_ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`number`: 1 to 4. The first months are January, April, July and October."""

    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> "Quarter":
        """Parses a name such as `2027Q1`; raises ValueError."""
        found = _NAME.fullmatch(name)
        if found is None:
            raise ValueError("A quarter is written as in 2027Q1, from 2000Q1 to 2099Q4.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, moment: datetime) -> "Quarter":
        local = moment.astimezone(STATE_TIME)
        return cls(local.year, (local.month + 2) // 3)

    @property
    def name(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return f"the {_ORDINALS[self.number - 1]} quarter of {self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def in_first_month(self, moment: datetime) -> bool:
        local = moment.astimezone(STATE_TIME)
        return (local.year, local.month) == (self.year, self.first_day.month)


def state_moment(day: date, hour: time) -> datetime:
    """Converts a day and time in Central time (America/Chicago) to UTC."""
    return datetime.combine(day, hour, STATE_TIME).astimezone(UTC)


def moments_at(day: date, clock: time) -> tuple[datetime, ...]:
    """The moments, in UTC, at which a clock in Central time shows that time, earliest first: usually one. The hour that
    is turned back in the fall is there twice, the one that is skipped in spring not at all.
    """
    shown = datetime.combine(day, clock)
    both = {shown.replace(tzinfo=STATE_TIME, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(each for each in both if each.astimezone(STATE_TIME).replace(tzinfo=None) == shown))


def state_day(moment: datetime) -> date:
    """The day in Central time (America/Chicago)."""
    return moment.astimezone(STATE_TIME).date()


def first_monday_after_the_first(quarter: Quarter) -> date:
    """A day from the 2nd to the 8th of the quarter's first month."""
    second = quarter.first_day + timedelta(days=1)
    return second + timedelta(days=-second.weekday() % 7)
