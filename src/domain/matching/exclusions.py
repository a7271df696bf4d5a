"""Why a mentee may not ask a mentor, and from when on they may: the one place that decides it (MAT-6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from moments.domain.program.quarter import Quarter, state_moment
from moments.domain.shared.ids import PersonId

A_YEAR = timedelta(days=365)
"""For this long after a mentorship ends, the same pairing is not made again."""
A_DAY = timedelta(days=1)
"""For this long after a canceled request, the mentee does not ask the same mentor again."""


class Exclusion(Enum):
    """What stands between a mentee and a mentor, whatever the fit."""

    SELF = "self"
    SUPERVISOR = "supervisor"
    DIRECT_REPORT = "direct_report"
    EXISTING = "existing"
    WITHIN_THE_YEAR = "within_the_year"
    PENDING = "pending"
    DECLINED = "declined"
    CANCELED = "canceled"


PASSING = (Exclusion.CANCELED,)
"""Only a request waits for these: within a day they are over, so they keep nobody off a list or out of the search."""
ON_RECORD = (
    Exclusion.EXISTING,
    Exclusion.PENDING,
    Exclusion.DECLINED,
    Exclusion.WITHIN_THE_YEAR,
    Exclusion.SUPERVISOR,
    Exclusion.CANCELED,
)
"""What the records of a pair say, in order of precedence. SUPERVISOR: whom the mentee's application names."""
HISTORY = tuple(each for each in ON_RECORD if each not in PASSING)
"""What keeps a mentor off the mentee's list and out of the search."""


@dataclass(frozen=True, slots=True)
class Between:
    """`since`: when it came about; None if that makes no difference."""

    why: Exclusion
    since: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """From when on the mentee may ask; None if that is not a matter of time."""
        ends = _ENDS.get(self.why)
        return ends(self.since) if ends is not None and self.since is not None else None


@dataclass(frozen=True, slots=True)
class EarliestSince:
    """What came about before these no longer stands between a pair."""

    ended: datetime
    declined: datetime
    canceled: datetime

    @classmethod
    def at(cls, now: datetime) -> "EarliestSince":
        return cls(now - A_YEAR, state_moment(Quarter.of(now).first_day, time()), now - A_DAY)


def _next_quarter(since: datetime) -> datetime:
    return state_moment(Quarter.of(since).next.first_day, time())


_ENDS: Mapping[Exclusion, Callable[[datetime], datetime]] = {
    Exclusion.DECLINED: _next_quarter,
    Exclusion.WITHIN_THE_YEAR: lambda since: since + A_YEAR,
    Exclusion.CANCELED: lambda since: since + A_DAY,
}


def between(
    mentee: PersonId | str,
    mentor: PersonId | str,
    *,
    above_mentee: PersonId | str | None,
    above_mentor: PersonId | str | None,
    on_record: Between | None,
) -> Between | None:
    """Why this mentee may not ask this mentor; None if nothing is between them.

    `above_mentee`, `above_mentor`: their supervisors by the directory. `on_record`: one of ON_RECORD. It takes
    precedence over supervision, because the mentee knows of it, unless it will have passed by tomorrow. Department
    plays no part (MAT-5).
    """
    if mentee == mentor:
        return Between(Exclusion.SELF)
    if on_record is not None and on_record.why not in PASSING:
        return on_record
    if above_mentee == mentor:
        return Between(Exclusion.SUPERVISOR)
    return Between(Exclusion.DIRECT_REPORT) if above_mentor == mentee else on_record


def exclusion_between(
    mentee: str, mentor: str, *, above_mentee: str | None, above_mentor: str | None, history: Exclusion | None
) -> Exclusion | None:
    """Like `between`, for lists: what will have passed by tomorrow keeps nobody off them. `history`: of HISTORY."""
    on_record = Between(history) if history else None
    found = between(mentee, mentor, above_mentee=above_mentee, above_mentor=above_mentor, on_record=on_record)
    return found.why if found and found.why not in PASSING else None
