"""The stream's parts, put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from moments.application.live.row_cache import Sight
from moments.application.live.services import Live
from moments.application.queries.queries import Reading
from moments.infrastructure.live.event_reader import EventLog
from moments.infrastructure.live.event_tailer import Follower
from moments.infrastructure.live.feed import LiveFeed
from moments.infrastructure.live.notifications import listening
from moments.infrastructure.persistence.database import Database

LOOK_ON_SQLITE, LOOK_ON_POSTGRESQL = 1.0, 3.0
"""Seconds between looks: on SQLite other processes do not call, on PostgreSQL it is a net."""


class LiveService:
    """One a process. Subscriptions opened before `running` wait until it starts."""

    def __init__(self, database: Database, url: str, reading: Reading) -> None:
        self._database, self._url = database, url
        sight = Sight(reading)
        self._feed = LiveFeed(EventLog(database), sight.hear)
        self.live = Live(self._feed, sight)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        poll = LOOK_ON_SQLITE if self._database.on_sqlite else LOOK_ON_POSTGRESQL
        follower = Follower(self._feed, poll=poll)
        task = asyncio.create_task(follower.run())
        try:
            async with listening(self._database, self._url, follower.call):
                yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self.live.close()
