"""What happens in the quarterly cycle."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.shared.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvent(DomainEvent):
    """`quarter`: as in 2027Q1. `by` None: the clock ran it."""

    quarter: str


class PeriodAnnounced(StageEvent):
    __slots__ = ()


class PeriodOpened(StageEvent):
    __slots__ = ()


class PeriodEndAnnounced(StageEvent):
    __slots__ = ()


class PeriodClosed(StageEvent):
    __slots__ = ()


class MatchingRan(StageEvent):
    __slots__ = ()


class ListsSent(StageEvent):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved(StageEvent):
    stage: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSkipped(StageEvent):
    stage: str
