"""The stream's parts, put together."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from moments.application.live.row_cache import RowCache
from moments.application.live.services import LiveServices
from moments.application.queries.queries import ReadTransactions
from moments.infrastructure.live.event_reader import EventReader
from moments.infrastructure.live.event_tailer import EventTailer
from moments.infrastructure.live.feed import LiveFeed
from moments.infrastructure.live.notifications import wake_on_events
from moments.infrastructure.persistence.database import Database

POLL_SECONDS_SQLITE, POLL_SECONDS_POSTGRESQL = 1.0, 3.0
"""Seconds between polls: on SQLite other processes do not call, on PostgreSQL it is a net."""


class LiveRuntime:
    """One a process. Subscriptions opened before `running` wait until it starts."""

    def __init__(self, database: Database, url: str, read_transactions: ReadTransactions) -> None:
        self._database, self._url = database, url
        row_cache = RowCache(read_transactions)
        self._feed = LiveFeed(EventReader(database), row_cache.invalidate)
        self.live = LiveServices(self._feed, row_cache)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        poll = POLL_SECONDS_SQLITE if self._database.on_sqlite else POLL_SECONDS_POSTGRESQL
        tailer = EventTailer(self._feed, poll=poll)
        task = asyncio.create_task(tailer.run())
        try:
            async with wake_on_events(self._database, self._url, tailer.wake):
                yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self.live.close()
