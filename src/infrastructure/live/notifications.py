"""Wakes the event reader when an event is committed; without notifications the reader polls.

PostgreSQL notifies by LISTEN, on a connection of its own that must not go through a transaction pooler. On SQLite
this process's own commits notify; those of other processes, such as the command line, are found by polling.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol, cast

import asyncpg  # type: ignore[import-untyped]
import structlog

from moments.application.retry import DATABASE_RESTART
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.stores.journal import CHANNEL

log = structlog.get_logger("moments.live")
WakeUp = Callable[[], None]
_PATIENCE = 10


class _Listener(Protocol):
    """What is used here of asyncpg's connection, which has no types."""

    def add_termination_listener(self, callback: Callable[[Any], None]) -> None: ...
    async def add_listener(self, channel: str, callback: Callable[..., None]) -> None: ...
    def terminate(self) -> None: ...


@asynccontextmanager
async def wake_on_events(database: Database, url: str, wake: WakeUp) -> AsyncGenerator[None, None]:
    """`wake` is called at whatever may be new, and whenever calls may have been missed."""
    if database.on_sqlite:
        with database.wake_on_events(lambda _last_event: wake()):
            yield
        return
    task = asyncio.create_task(_listen(url, wake))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _listen(url: str, wake: WakeUp) -> None:
    failures = 0
    while True:
        try:
            async with _connection(url, wake) as lost:
                failures = 0
                wake()
                await lost.wait()
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            failures += 1
            if failures == 1:
                log.warning("cannot listen to the database", error=type(error).__name__)
        await asyncio.sleep(DATABASE_RESTART.after(failures + 1))


@asynccontextmanager
async def _connection(url: str, wake: WakeUp) -> AsyncGenerator[asyncio.Event, None]:
    """Set when the connection is lost."""
    lost = asyncio.Event()
    connection = cast(
        "_Listener",
        await asyncpg.connect(  # pyright: ignore[reportUnknownMemberType]  # asyncpg has no types
            url, timeout=_PATIENCE, server_settings={"application_name": "moments live"}
        ),
    )
    try:
        connection.add_termination_listener(lambda _connection: lost.set())
        await connection.add_listener(CHANNEL, lambda *_: wake())
        yield lost
    finally:
        connection.terminate()  # a goodbye would wait for a server that may be gone
