"""How long decisions take, and how many mentors and mentees join, from the applications decided in a year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from moments.application.figures.period import FiguresYear
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.small_groups import Disclosure, disclose, shown

_DAY = timedelta(days=1)
Days = tuple[int, int | None]
BUCKETS: Sequence[Days] = ((0, 1), (2, 3), (4, 7), (8, 14), (15, None))
"""First and last whole day from submission to decision."""
_FAST = 3
"""How many of the buckets are within a week."""


@dataclass(frozen=True, slots=True)
class DecidedApplication:
    kind: ApplicationKind
    approved: bool
    submitted_at: datetime
    decided_at: datetime

    @property
    def took(self) -> timedelta:
        return self.decided_at - self.submitted_at

    @property
    def days(self) -> int:
        """Whole days, begun ones counted: the seventh day is over after seven times 24 hours."""
        return -(-self.took // _DAY) if self.took > timedelta() else 0

    @property
    def month(self) -> int:
        return self.decided_at.astimezone(STATE_TIME).month


@dataclass(frozen=True, slots=True)
class Bucket:
    first: int
    last: int | None
    applications: int | None


@dataclass(frozen=True, slots=True)
class MonthOfDecisions:
    """`median`, `ninth`: days within which a half, and nine of ten, were decided; None if hidden. Their number is not
    given: less those approved in the month it would be that of the denied."""

    month: int
    median: float | None
    ninth: float | None


@dataclass(frozen=True, slots=True)
class DecisionTimes:
    """`within_week`: the share decided within seven days. All None if hidden."""

    decided: int | None
    median: float | None
    ninth: float | None
    within_week: float | None
    buckets: tuple[Bucket, ...]
    months: tuple[MonthOfDecisions, ...]


def decision_times(decided: Sequence[DecidedApplication], year: FiguresYear) -> DecisionTimes:
    """The share within a week is the sum of the first buckets, so that both parts are tables of their own; where one of
    them could not be given, there is no share."""
    counts = Counter(_bucket(each) for each in decided)
    whole = _table(counts, BUCKETS)
    parts = [_table(counts, BUCKETS[:_FAST]), _table(counts, BUCKETS[_FAST:])]
    has_share = all(part.totals for part in parts)
    seen = {first: cells[0] for table in (parts if has_share else [whole]) for first, cells in table.rows.items()}
    fast = sum(counts[bucket] for bucket in BUCKETS[:_FAST])
    days = _days(decided) if has_share or whole.totals else _Days(None, None)
    return DecisionTimes(
        decided=len(decided) if has_share or whole.totals else None,
        median=days.median,
        ninth=days.ninth,
        within_week=fast / len(decided) if has_share else None,
        buckets=tuple(Bucket(first, last, seen.get(first)) for first, last in BUCKETS),
        months=tuple(_month(month, [each for each in decided if each.month == month]) for month in year.months),
    )


def _bucket(each: DecidedApplication) -> Days:
    return next(bucket for bucket in BUCKETS if bucket[1] is None or each.days <= bucket[1])


def _table(counts: Mapping[Days, int], buckets: Sequence[Days]) -> Disclosure[int]:
    return disclose({bucket[0]: (counts.get(bucket, 0),) for bucket in buckets})


@dataclass(frozen=True, slots=True)
class _Days:
    median: float | None
    ninth: float | None


def _days(decided: Sequence[DecidedApplication]) -> _Days:
    if shown(len(decided)) is None:
        return _Days(None, None)
    days = [each.took / _DAY for each in decided]
    return _Days(round(median(days), 1), round(quantiles(days, n=10, method="inclusive")[8], 1))


def _month(month: int, decided: Sequence[DecidedApplication]) -> MonthOfDecisions:
    days = _days(decided)
    return MonthOfDecisions(month, days.median, days.ninth)


@dataclass(frozen=True, slots=True)
class MonthOfApprovals:
    """None if hidden."""

    month: int
    mentors: int | None
    mentees: int | None


def approvals_by_month(decided: Sequence[DecidedApplication], year: FiguresYear) -> tuple[MonthOfApprovals, ...]:
    """Where only a few were denied in the whole year, nothing is given, as that is all decided less all approved."""
    counts = Counter((each.kind, each.month) for each in decided if each.approved)
    hidden = () if shown(len(decided) - counts.total()) else year.months
    mentors, mentees = (
        disclose({month: (counts[kind, month],) for month in year.months}, hidden)
        for kind in (ApplicationKind.MENTOR, ApplicationKind.MENTEE)
    )
    return tuple(MonthOfApprovals(month, mentors.only(month), mentees.only(month)) for month in year.months)
