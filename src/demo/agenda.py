"""Discrete-event simulation: a settable clock and a queue of processes waiting for their next step."""

import heapq
from collections.abc import AsyncGenerator, Callable
from datetime import date, datetime, time, timedelta
from random import Random

from moments.domain.program.working_hours import STATE_TIME

Life = AsyncGenerator[datetime, None]
"""What somebody does: it yields when it goes on, and goes on then."""

Progress = Callable[[int, int], None]
"""Told the days that have passed and the days in all."""


class SimulatedClock:
    def __init__(self, starts: datetime) -> None:
        self._now = starts

    def now(self) -> datetime:
        return self._now

    def travel(self, to: datetime) -> None:
        """Forward only: what is written down later happened later."""
        self._now = max(self._now, to)


class SeededIdentities:
    """As random as any, and the same for the same seed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def new(self) -> str:
        return f"{self._rng.getrandbits(128):032x}"


class Agenda:
    """Plays many lives at once in the order of time, and breaks off at the end: that is where everybody is "now"."""

    def __init__(self, clock: SimulatedClock, ends: datetime) -> None:
        self._clock, self.began, self.ends = clock, clock.now(), ends
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._number = 0

    def add(self, begins: datetime, life: Life) -> None:
        self._number += 1  # of two at the same moment, the first that was added goes first
        heapq.heappush(self._waiting, (max(begins, self._clock.now()), self._number, life))

    async def play(self, progress: Progress) -> None:
        days, passed = (self.ends - self.began).days, -1
        while self._waiting:
            moment, _, life = heapq.heappop(self._waiting)
            if moment >= self.ends:
                await life.aclose()
                continue
            self._clock.travel(moment)
            if (now := (moment - self.began).days) > passed:
                progress(passed := now, days)
            try:
                self.add(await anext(life), life)
            except StopAsyncIteration:
                continue
        progress(days, days)


def at_work(moment: datetime, rng: Random) -> datetime:
    """A moment in office hours of that day, or of the Monday after a weekend."""
    day = moment.astimezone(STATE_TIME).date()
    day += timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
    return state_time(day, 8 * 60 + rng.randrange(9 * 60), rng.randrange(60))


def state_time(day: date, minute: int, second: int = 0) -> datetime:
    """That minute of the day by the State's clocks."""
    return datetime.combine(day, time(minute // 60, minute % 60, second), STATE_TIME)
