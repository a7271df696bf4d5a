"""The hours in which two people both work: weekly windows, a sentence, and times to meet (MEN-3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from moments.domain.program.holidays import Holiday, StateCalendar
from moments.domain.program.working_hours import STATE_TIME, WEEK, Shift, WorkingHours, covers, working_hours

STEP = timedelta(minutes=30)
"""Meetings are suggested for the hour and the half hour."""
NO_COMMON_HOURS = "Your regular working hours have no time in common."
_MOMENT = timedelta(microseconds=1)
_DAY = 24 * 60
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class CommonHours:
    """`windows`: from Monday on, in Central time; each is as long as it can be, a day at most. `minutes`: a week."""

    windows: tuple[Shift, ...]
    minutes: int

    @property
    def sentence(self) -> str:
        """Said to either of the two."""
        if not self.windows:
            return NO_COMMON_HOURS
        return f"You both work {'; '.join(_spoken(self.windows))}: {_length(self.minutes)} a week."


@lru_cache(maxsize=256)
def common_hours(one: WorkingHours, other: WorkingHours) -> CommonHours:
    shared = one.week() & other.week()
    return CommonHours(tuple(_windows(sorted(shared))), len(shared))


def hours_in_common(one: str | None, other: str | None) -> CommonHours | None:
    """Of two of the form's choices; None if either is unknown."""
    return common_hours(working_hours(one), working_hours(other)) if one and other else None


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is taken."""

    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def holiday(self, calendar: StateCalendar) -> Holiday | None:
        """The State holiday that it touches, by the State's clocks; None if there is none."""
        days = {each.astimezone(STATE_TIME).date() for each in (self.starts_at, self.ends_at - _MOMENT)}
        return next((found for day in sorted(days) if (found := calendar.holiday(day))), None)

    def overlaps(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def times_to_meet(
    one: WorkingHours,
    other: WorkingHours,
    *,
    calendar: StateCalendar,
    since: datetime,
    until: datetime,
    minutes: int,
    taken: Sequence[Span],
) -> Iterator[datetime]:
    """Yields each start from `since` to before `until`, in UTC and in order, at which both work all along, the State
    keeps no holiday, and nothing is taken.
    """
    for starts_at in _starts(since, until):
        if covers(one, starts_at, minutes) and covers(other, starts_at, minutes):
            meeting = Span(starts_at, minutes)
            if not any(meeting.overlaps(each) for each in taken) and meeting.holiday(calendar) is None:
                yield starts_at


def spread(times: Iterable[datetime], per_day: int) -> Iterator[datetime]:
    """Yields so many of each day's times by the State's clocks, from morning to evening, so that a day does not crowd
    out the next ones.
    """
    for _, of_day in groupby(times, lambda each: each.astimezone(STATE_TIME).date()):
        found = list(of_day)
        count = min(per_day, len(found))
        yield from (found[len(found) * index // count] for index in range(count))


def _starts(since: datetime, until: datetime) -> Iterator[datetime]:
    """The State's hours begin with UTC's."""
    hour = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    starts_at = hour - (hour - since) // STEP * STEP
    while starts_at < until:
        yield starts_at
        starts_at += STEP


def _windows(minutes: Sequence[int]) -> Iterator[Shift]:
    """A window that runs from Sunday into Monday is Sunday's."""
    runs = [(run[0], run[-1] + 1) for run in _runs(minutes)]
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][1] == WEEK:
        (_, end), *between, (begin, _) = runs
        runs = [*between, (begin, WEEK + end)]
    for begin, end in runs:
        for start in range(begin, end, _DAY):
            yield Shift(start // _DAY % 7, _clock(start), _clock(min(start + _DAY, end)))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """The numbers in rows without a gap."""
    return [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])]


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _spoken(windows: Iterable[Shift]) -> Iterator[str]:
    """Days with the same windows are said together."""
    by_day: dict[int, list[str]] = {}
    for each in windows:
        by_day.setdefault(each.weekday, []).append(f"{clock_time(each.start)} to {clock_time(each.end)}")
    days: dict[str, list[int]] = {}
    for day, spans in sorted(by_day.items()):
        days.setdefault(" and ".join(spans), []).append(day)
    return (f"{_named(each)}, {spans}" for spans, each in days.items())


def _named(days: Sequence[int]) -> str:
    names: list[str] = []
    for run in _runs(days):
        names += [f"{_DAYS[run[0]]} to {_DAYS[run[-1]]}"] if len(run) > 2 else [_DAYS[day] for day in run]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def clock_time(clock: time) -> str:
    """As people say it: 9:00 a.m."""
    return f"{clock.hour % 12 or 12}:{clock.minute:02} {'a.m.' if clock.hour < 12 else 'p.m.'}"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = ((hours, "hour"), (rest, "minute"))
    return " and ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
