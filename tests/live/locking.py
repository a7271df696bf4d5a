"""Somebody else's transaction that stands in the way, and a look at who waits for what."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

WAITING = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'moments' AND wait_event_type = $1"""
BUSY = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'moments' AND state <> 'idle'"""


@asynccontextmanager
async def watching(database_url: str) -> AsyncIterator[Any]:
    """A connection outside any transaction, as within one the same activity is shown again and again.

    The database may be stopped inside.
    """
    connection: Any = await asyncpg.connect(database_url)
    try:
        yield connection
    finally:
        connection.terminate()


@asynccontextmanager
async def locked(database_url: str, table: str) -> AsyncIterator[Any]:
    """Nobody else reads or writes that table meanwhile. Gives a connection that watches."""
    async with watching(database_url) as holder, watching(database_url) as watcher:
        await holder.execute(f"BEGIN; LOCK TABLE {table}")
        yield watcher
        if not holder.is_closed():
            await holder.execute("ROLLBACK")


async def until(watcher: Any, number: int, query: str, *what: str) -> None:
    """Until the query counts so many."""
    async with asyncio.timeout(20):
        while await watcher.fetchval(query, *what) != number:  # noqa: ASYNC110  # no one signals
            await asyncio.sleep(0.01)
