"""The rows that current events are shown with, fetched once for all subscribers and cached until they change.

The cached rows are as new as the last event read: each event invalidates the rows it may change before subscribers are
notified, so no one sees a row they may no longer read.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar, cast

from moments.application.events import UnknownEvent
from moments.application.live.event import RecordedEvent
from moments.application.queries.queries import Queries, ReadTransactions
from moments.application.retry import retry_read
from moments.domain.mentorships.events import MeetingEvent

T = TypeVar("T")
Key = tuple[object, ...]
MAX_ROWS = 2_000
MAX_CONCURRENT_READS = 3
"""Connections used at a time; the rest of the pool is for requests."""
_OWN_ROWS = ("application", "mentorship", "survey", "letter", "suggestion_list", "rehearsal")
"""The kinds of subjects whose events change only the subject's own row."""


@dataclass(frozen=True, slots=True)
class Versioned(Generic[T]):
    """`version`: unique for each fetch."""

    value: T
    version: int


class RowCache:
    def __init__(self, read_transactions: ReadTransactions, most: int = MAX_ROWS) -> None:
        self._read_transactions, self._most = read_transactions, most
        self._rows: OrderedDict[Key, asyncio.Task[Versioned[object]]] = OrderedDict()
        self._reading_now: set[asyncio.Task[Versioned[object]]] = set()
        self._versions, self._turns = count(1), asyncio.Semaphore(MAX_CONCURRENT_READS)

    async def get(self, key: Key, load: Callable[[Queries], Awaitable[T]]) -> Versioned[T]:
        """Returns the result of `load`, from a transaction started after the last event that affects the key."""
        while True:
            task = self._rows.get(key)
            if task is None:
                task = asyncio.create_task(self._fetch(load))
                self._store(key, task)
            try:
                seen = task.result() if task.done() else await asyncio.shield(task)
            except BaseException:
                if task.done() and self._rows.get(key) is task:
                    del self._rows[key]
                raise
            if self._rows.get(key) is task:
                return cast("Versioned[T]", seen)

    def invalidate(self, recorded: RecordedEvent) -> None:
        """Drops the rows that the event may have changed."""
        event = recorded.event
        if recorded.subject_kind not in _OWN_ROWS or isinstance(event, UnknownEvent):
            # standing, directory and catalog affect many rows; an unknown event can affect any
            self._rows.clear()
            return
        self._rows.pop((recorded.subject_kind, recorded.subject), None)
        if isinstance(event, MeetingEvent):
            self._rows.pop(("meeting", event.meeting), None)
        self._rows.pop(("counts",), None)

    async def close(self) -> None:
        """Cancels running reads while the database is still open, so that their connections are returned."""
        tasks = [task for task in self._reading_now if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, load: Callable[[Queries], Awaitable[T]]) -> Versioned[object]:
        async def once() -> Versioned[object]:
            async with self._turns, self._read_transactions() as queries:
                return Versioned(await load(queries), next(self._versions))

        return await retry_read(once)

    def _store(self, key: Key, task: "asyncio.Task[Versioned[object]]") -> None:
        self._reading_now.add(task)
        task.add_done_callback(self._reading_now.discard)
        task.add_done_callback(_consume_exception)
        self._rows[key] = task
        if len(self._rows) > self._most:
            self._rows.popitem(last=False)


def _consume_exception(task: "asyncio.Task[Versioned[object]]") -> None:
    """Marks the exception as retrieved; otherwise asyncio warns if the waiter was canceled."""
    if not task.cancelled():
        task.exception()
