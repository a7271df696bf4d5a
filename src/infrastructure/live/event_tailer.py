"""The one task of a process that reads new events, once and in order, and survives whatever the database does."""

import asyncio
from contextlib import suppress

import structlog

from moments.application.retry import DATABASE_RESTART
from moments.infrastructure.live.feed import LiveFeed

log = structlog.get_logger("moments.live")
BATCH = 500


class EventTailer:
    """`poll`: seconds after which it reads the table without a notification."""

    def __init__(self, feed: LiveFeed, *, poll: float) -> None:
        self._feed, self._poll = feed, poll
        self._called = asyncio.Event()
        self._failures = 0

    def wake(self) -> None:
        """There may be something new."""
        self._called.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self._catch_up()
                if self._failures:
                    log.info("the events are read again", after_failures=self._failures)
                self._failures = 0
            except Exception as error:  # whatever it is, those who follow wait here and nowhere else
                self._failures += 1
                if self._failures in (1, 10, 100) or self._failures % 1000 == 0:
                    log.warning("the events can't be read", failures=self._failures, error=type(error).__name__)
                await asyncio.sleep(DATABASE_RESTART.after(self._failures))
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._poll):
                    await self._called.wait()

    async def _catch_up(self) -> None:
        """A call during the read makes for another read: what it was about may have come after ours began."""
        if not self._feed.ready.is_set():
            await self._begin()
        while True:
            self._called.clear()
            while events := await self._feed.reader.read_new(self._feed.head, BATCH):
                self._feed.hear(events)
            if not self._called.is_set():
                return

    async def _begin(self) -> None:
        """With the last events in memory: all who come back after a restart ask for them."""
        bounds = await self._feed.reader.bounds()
        floor = max(bounds.last - self._feed.max_events, bounds.first - 1, 0)
        page = await self._feed.reader.page(floor, bounds.last, self._feed.max_events)
        self._feed.begin(floor, page.events, bounds.last)
