"""Events of the quarterly cycle."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import RunId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvent(DomainEvent):
    """`quarter`: such as 2027Q1. `by` None: the scheduler acted."""

    quarter: str


class PeriodAnnounced(StageEvent):
    __slots__ = ()


class PeriodOpened(StageEvent):
    __slots__ = ()


class PeriodEndAnnounced(StageEvent):
    __slots__ = ()


class PeriodClosed(StageEvent):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingRan(StageEvent):
    """`mentees`, `mentors`: who took part. `matched`: as in `Figures`."""

    run: RunId | None = None
    mentees: int = 0
    mentors: int = 0
    matched: int = 0
    matched_at_most: int = 0
    suggestions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsSent(StageEvent):
    run: RunId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved(StageEvent):
    stage: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSkipped(StageEvent):
    stage: str
