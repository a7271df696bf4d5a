"""Regular working hours: the form's choices, each with days and times so that two can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from moments.domain.shared.errors import DomainError

STATE_TIME = ZoneInfo("America/Chicago")
WEEK = 7 * 24 * 60
"""Minutes in a week; a minute of the week counts from Monday 00:00."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift on `weekday` (Monday is 0) from `start` to `end`; an end not after the start is on the next day."""

    weekday: int
    start: time
    end: time

    @property
    def minutes(self) -> tuple[int, int]:
        """The first minute of the week and the minute after the last, which can be past the end of the week."""
        begin = (self.weekday * 24 + self.start.hour) * 60 + self.start.minute
        finish = (self.weekday * 24 + self.end.hour) * 60 + self.end.minute
        return begin, finish if finish > begin else finish + 24 * 60


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """One choice of the form's list. An application stores `id`."""

    id: str
    label: str
    shifts: tuple[Shift, ...]

    def week(self) -> frozenset[int]:
        """All working minutes of the week; Sunday's night shift wraps into Monday."""
        return _week(self.shifts)


@lru_cache(maxsize=64)
def _week(shifts: tuple[Shift, ...]) -> frozenset[int]:
    spans = (range(*shift.minutes) for shift in shifts)
    return frozenset(minute % WEEK for span in spans for minute in span)


class UnknownWorkingHours(DomainError):
    rule = "APP-3"
    field = "workingHours"

    def __init__(self) -> None:
        super().__init__("Choose your working hours from the list.")


def _weekly(days: Iterable[int], start: str, end: str) -> tuple[Shift, ...]:
    return tuple(Shift(day, time.fromisoformat(start), time.fromisoformat(end)) for day in days)


_WEEKDAYS = range(5)
CHOICES: tuple[WorkingHours, ...] = (
    WorkingHours("mon-fri-0700-1600", "Monday to Friday, 7:00 a.m. to 4:00 p.m.", _weekly(_WEEKDAYS, "07:00", "16:00")),
    WorkingHours("mon-fri-0730-1630", "Monday to Friday, 7:30 a.m. to 4:30 p.m.", _weekly(_WEEKDAYS, "07:30", "16:30")),
    WorkingHours("mon-fri-0800-1700", "Monday to Friday, 8:00 a.m. to 5:00 p.m.", _weekly(_WEEKDAYS, "08:00", "17:00")),
    WorkingHours("mon-fri-0900-1800", "Monday to Friday, 9:00 a.m. to 6:00 p.m.", _weekly(_WEEKDAYS, "09:00", "18:00")),
    WorkingHours(
        "mon-thu-0700-1800", "Monday to Thursday, 7:00 a.m. to 6:00 p.m.", _weekly(range(4), "07:00", "18:00")
    ),
    WorkingHours(
        "tue-fri-0700-1800",
        "Tuesday to Friday, 7:00 a.m. to 6:00 p.m.",
        _weekly(range(1, 5), "07:00", "18:00"),
    ),
    WorkingHours(
        "mon-fri-1500-2330", "Monday to Friday, 3:00 p.m. to 11:30 p.m.", _weekly(_WEEKDAYS, "15:00", "23:30")
    ),
    WorkingHours(
        "mon-fri-2300-0730", "Monday to Friday, 11:00 p.m. to 7:30 a.m.", _weekly(_WEEKDAYS, "23:00", "07:30")
    ),
    WorkingHours(
        "wed-sun-0700-1530",
        "Wednesday to Sunday, 7:00 a.m. to 3:30 p.m.",
        _weekly(range(2, 7), "07:00", "15:30"),
    ),
    WorkingHours(
        "fri-sun-0700-1900",
        "Friday to Sunday, 7:00 a.m. to 7:00 p.m.",
        _weekly(range(4, 7), "07:00", "19:00"),
    ),
)
"""The form's "Select Working Hours..." list; the documents do not give its entries, so these are ours (APP-3)."""

_BY_ID = {choice.id: choice for choice in CHOICES}


def working_hours(identity: str) -> WorkingHours:
    """Returns the choice with that id; raises UnknownWorkingHours."""
    if identity not in _BY_ID:
        raise UnknownWorkingHours
    return _BY_ID[identity]


def covers(hours: WorkingHours, starts_at: datetime, minutes: int) -> bool:
    """Whether a meeting of `minutes` is within the hours (MEN-3) by the State's clocks (America/Chicago), also in the
    nights in which they change.
    """
    begin = starts_at.astimezone(UTC)
    whole = minutes + bool(begin.second or begin.microsecond)  # begun minutes count
    start, end = begin.astimezone(STATE_TIME), (begin + timedelta(minutes=whole)).astimezone(STATE_TIME)
    if start.utcoffset() == end.utcoffset():
        return _worked_from(hours.shifts)[_minute_of_week(start)] >= whole
    worked, moments = hours.week(), (begin + timedelta(minutes=offset) for offset in range(whole))
    return all(_minute_of_week(moment.astimezone(STATE_TIME)) in worked for moment in moments)


def _minute_of_week(local: datetime) -> int:
    return (local.weekday() * 24 + local.hour) * 60 + local.minute


@lru_cache(maxsize=64)
def _worked_from(shifts: tuple[Shift, ...]) -> tuple[int, ...]:
    """For each minute of the week: how many minutes, from it on, are worked without a gap; a week at most."""
    worked, lengths, length = _week(shifts), [0] * WEEK, 0
    for minute in reversed(range(2 * WEEK)):  # twice, as Sunday's night goes on in Monday
        length = min(length + 1, WEEK) if minute % WEEK in worked else 0
        lengths[minute % WEEK] = length
    return tuple(lengths)


def common_minutes(one: WorkingHours, other: WorkingHours) -> int:
    """Minutes a week when both work."""
    return len(one.week() & other.week())
