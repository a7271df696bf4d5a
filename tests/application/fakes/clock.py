"""Time and identities that a test decides."""

from datetime import UTC, datetime, timedelta
from itertools import count

MONDAY_NOON = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
"""Noon in Missouri."""


class FixedClock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime = MONDAY_NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **by: float) -> datetime:
        """`by` as timedelta takes it: `advance(days=1)`."""
        self._now += timedelta(**by)
        return self._now


class CountingIds:
    """id-1, id-2, ..., or with another prefix."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix, self._numbers = prefix, count(1)

    def new(self) -> str:
        return f"{self._prefix}-{next(self._numbers)}"
