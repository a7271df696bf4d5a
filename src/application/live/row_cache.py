"""What the events of a moment are shown with, fetched once for all who follow and kept until it changes.

The cached rows are as new as the last event read: each event invalidates the rows it may change before
subscribers are notified, so no one sees a row they may no longer read.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar, cast

from moments.application.events import UnknownEvent
from moments.application.live.event import Happening
from moments.application.queries.queries import Reading, Screens
from moments.application.retry import retry_read
from moments.domain.mentorships.events import MeetingEvent

T = TypeVar("T")
Key = tuple[object, ...]
MOST = 2_000
MOST_READING = 3
"""Connections; the rest of the pool is left to requests."""
_OWN_ROWS = ("application", "mentorship", "survey", "letter", "suggestion_list", "rehearsal")
"""Kinds of subjects whose events change the row of that subject and no other."""


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """`edition`: never the same for what was fetched at two times."""

    value: T
    edition: int


class Sight:
    def __init__(self, reading: Reading, most: int = MOST) -> None:
        self._reading, self._most = reading, most
        self._kept: OrderedDict[Key, asyncio.Task[Seen[object]]] = OrderedDict()
        self._reading_now: set[asyncio.Task[Seen[object]]] = set()
        self._editions, self._turns = count(1), asyncio.Semaphore(MOST_READING)

    async def get(self, key: Key, load: Callable[[Screens], Awaitable[T]]) -> Seen[T]:
        """What `load` answers, in a transaction begun after the last event that concerns the key was heard."""
        while True:
            task = self._kept.get(key)
            if task is None:
                task = asyncio.create_task(self._fetch(load))
                self._keep(key, task)
            try:
                seen = task.result() if task.done() else await asyncio.shield(task)
            except BaseException:
                if task.done() and self._kept.get(key) is task:
                    del self._kept[key]
                raise
            if self._kept.get(key) is task:
                return cast("Seen[T]", seen)

    def hear(self, happening: Happening) -> None:
        """Forgets what the event may have changed."""
        event = happening.event
        if happening.kind not in _OWN_ROWS or isinstance(event, UnknownEvent):
            # a person's standing, the directory, the catalogue: they are all over; or nobody knows what changed
            self._kept.clear()
            return
        self._kept.pop((happening.kind, happening.subject), None)
        if isinstance(event, MeetingEvent):
            self._kept.pop(("meeting", event.meeting), None)
        self._kept.pop(("counts",), None)

    async def close(self) -> None:
        """Ends the reads that are under way, while there is a database to give their connections back to."""
        tasks = [task for task in self._reading_now if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, load: Callable[[Screens], Awaitable[T]]) -> Seen[object]:
        async def once() -> Seen[object]:
            async with self._turns, self._reading() as screens:
                return Seen(await load(screens), next(self._editions))

        return await retry_read(once)

    def _keep(self, key: Key, task: "asyncio.Task[Seen[object]]") -> None:
        self._reading_now.add(task)
        task.add_done_callback(self._reading_now.discard)
        task.add_done_callback(_look_at)
        self._kept[key] = task
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def _look_at(task: "asyncio.Task[Seen[object]]") -> None:
    """Marks the exception as retrieved; otherwise asyncio warns if the waiter was canceled. (The same text is in
    program/cycle.py `_told`.)"""
    if not task.cancelled():
        task.exception()
