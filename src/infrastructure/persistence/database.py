"""One interface to SQLite and PostgreSQL: a transaction that writes, and one that only reads.

SQLAlchemy's drivers are left to their defaults nowhere that matters: who begins, how, and what a lost
connection does is said here.
"""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from moments.infrastructure.database_url import driver_url, is_sqlite
from moments.infrastructure.persistence.errors import translate_errors_of

BUSY_TIMEOUT = 30
"""Seconds that a transaction waits for a connection, or for another transaction's lock."""

Listener = Callable[[int], None]
"""Told the last event's id after the commit that wrote it; must return at once."""


@dataclass(slots=True)
class Database:
    """Made by `open_database`; one a process and event loop."""

    _writer: AsyncEngine
    _reader: AsyncEngine
    _listeners: list[Listener] = field(default_factory=list)

    @property
    def on_sqlite(self) -> bool:
        return self._writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection, None]:
        """A transaction that writes. It is rolled back at the end unless `commit` was called."""
        async with self._writer.connect() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection, None]:
        """A transaction that sees one state of the database throughout, and can't change it."""
        async with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def wake_on_events(self, listener: Listener) -> Generator[None]:
        """On SQLite, hears of the events that this process writes; on PostgreSQL the server notifies."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def notify(self, last_event: int) -> None:
        """To be called after a commit that wrote events."""
        for listener in self._listeners:
            listener(last_event)

    async def ping(self) -> None:
        """Raises where the database does not answer."""
        async with self.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


def open_database(url: str, pool_size: int = 10) -> Database:
    """`url` as an operator writes it. Connects to nothing yet."""
    return _open_sqlite(url, pool_size) if is_sqlite(url) else _open_postgresql(url, pool_size)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _engine(url: str, **options: Any) -> AsyncEngine:
    engine = create_async_engine(
        driver_url(url),
        json_serializer=_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # an error's text goes to the log, and they are what people wrote
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT,
        **options,
    )
    translate_errors_of(engine)
    return engine


# --- SQLite -----------------------------------------------------------------------------------------------


def _open_sqlite(url: str, pool_size: int) -> Database:
    """A file has one writer at a time, so the writers' pool has one connection. Waiters are served in order here;
    SQLite's own busy handler retries at random intervals. The timeout is for other processes' writers."""
    patience = {"timeout": BUSY_TIMEOUT}  # sqlite3's name for busy_timeout
    writer = _engine(url, pool_size=1, connect_args=patience)
    reader = _engine(url, pool_size=pool_size, connect_args=patience)
    _begin_with(writer, "BEGIN IMMEDIATE")
    _begin_with(reader, "BEGIN", "PRAGMA query_only = ON")
    return Database(writer, reader)


_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers and the writer don't wait for each other
    # A commit is in the operating system's hands: it survives kill -9, and a power failure takes the last
    # ones but corrupts nothing. Who may lose none to a power failure either runs PostgreSQL.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


def _begin_with(engine: AsyncEngine, begin: str, *pragmas: str) -> None:
    """SQLAlchemy's recipe: sqlite3 would begin before the first write only, and never IMMEDIATE, so that what
    was read before it could be stale. It is told to leave that alone, and each transaction begins here."""

    def connected(dbapi_connection: Any, _record: object) -> None:
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in (*_PRAGMAS, *pragmas):
            cursor.execute(pragma)
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begun)


# --- PostgreSQL -------------------------------------------------------------------------------------------


def _open_postgresql(url: str, pool_size: int) -> Database:
    """READ COMMITTED to write, as each statement after a lock has to see what the lock's last holder did;
    REPEATABLE READ to read, so that a screen of several statements is of one moment."""
    server_settings = {"application_name": "moments", "jit": "off", "lock_timeout": f"{BUSY_TIMEOUT}s"}
    writer = _engine(
        url,
        pool_size=pool_size,
        isolation_level="READ COMMITTED",
        connect_args={"server_settings": server_settings},
    )
    event.listen(writer.sync_engine, "checkout", _refuse_lost_connection)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(writer, reader)


def _refuse_lost_connection(dbapi_connection: Any, _record: object, _proxy: object) -> None:
    """After the server's restart the pool's connections are dead; asyncpg knows at once and is asked for
    nothing, where a ping before each transaction would cost a round trip."""
    if dbapi_connection.driver_connection.is_closed():
        raise InvalidatePoolError
