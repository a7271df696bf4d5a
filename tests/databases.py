"""Fresh databases for tests: migrated once, then copied.

SQLite's template is a file that is copied. PostgreSQL's is a database that `CREATE DATABASE ... TEMPLATE` copies;
as that takes a tenth of a second and more, a copy that a test has done with is emptied and given to the next.
Each run, and each of pytest-xdist's workers, has a template of its own, so that they never meet.
"""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, suppress
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from moments.infrastructure.database_url import redact
from tests.contents import Layout, shape
from tests.runs import run_name

Migrate = Callable[[str], None]
"""Brings the database of that address up to date."""

SERVER: Final = os.environ.get("MOMENTS_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
NO_POSTGRES: Final = (
    f"no PostgreSQL answers at {redact(SERVER)}: start one that trusts this login "
    "(.ci/run shows how), or name another in MOMENTS_TEST_POSTGRES"
)
MAIL_DOMAIN: Final = "moments.mo.example"
_PREFIX: Final = "moments_run_"
_ROOM: Final = 4 * 1024 * 1024
"""Bytes by which a database may grow and still be used again: rows that are deleted stay in the way of others."""
_SIZE: Final = "SELECT pg_database_size(current_database())"
_END_OTHERS: Final = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_OWNERS: Final = count(1)
_PARTS: Final = 5
"""Of an owner's name: moments_run_SECOND_PROCESS_NUMBER."""


class Databases(Protocol):
    """`fresh` gives the address of a migrated, empty database; `discard` takes it back; `close` removes all."""

    def fresh(self) -> str: ...

    def discard(self, url: str) -> None: ...

    def close(self) -> None: ...


class SqliteDatabases:
    def __init__(self, folder: Path, migrate: Migrate) -> None:
        self._folder, self._numbers = folder, count(1)
        self._template = folder / "template.db"
        with ThreadPoolExecutor(1) as thread:  # a migration has an event loop of its own
            thread.submit(migrate, f"sqlite:///{self._template}").result()
        with closing(sqlite3.connect(self._template)) as connection:  # else a part of it is in the -wal file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def fresh(self) -> str:
        copy = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, copy)
        return f"sqlite:///{copy}"

    def discard(self, url: str) -> None:
        database = Path(url.removeprefix("sqlite:///"))
        for file in self._folder.glob(f"{database.name}*"):
            file.unlink()

    def close(self) -> None:
        shutil.rmtree(self._folder)


class NoPostgres(Exception):
    """No server answers, or it does not let us in."""


class PostgresDatabases:
    """Keeps one connection to the server, on a thread with an event loop of its own: a test may have one running.

    While it lasts, that connection holds a lock in the run's name: who gets the lock knows that the run is over.
    """

    def __init__(self, migrate: Migrate, server: str = SERVER) -> None:
        self._server, self._numbers = server, count(1)
        self._made: list[str] = []
        self._emptied: list[str] = []
        self._thread = ThreadPoolExecutor(1)
        self._loop = asyncio.Runner()
        try:
            self._connection = self._run(asyncpg.connect(server, timeout=5))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as refused:
            self._end()
            raise NoPostgres from refused
        self._run(remove_left_behind(self._connection))
        name = f"{_PREFIX}{run_name()}_{next(_OWNERS)}"
        self._run(self._connection.fetchval("SELECT pg_advisory_lock(hashtext($1))", name))
        self._template = self._create(name)
        with ThreadPoolExecutor(1) as thread:
            thread.submit(migrate, self._address(self._template)).result()
        self._run(self._learn())

    def fresh(self) -> str:
        if self._emptied:
            return self._address(self._emptied.pop())
        name = self._create(f"{self._template}_{next(self._numbers)}", f"TEMPLATE {self._template}")
        return self._address(name)

    def discard(self, url: str) -> None:
        name = urlsplit(url).path.removeprefix("/")
        if self._run(self._empty(name)):
            self._emptied.append(name)
        else:
            self._drop(name)

    def close(self) -> None:
        for name in reversed(self._made):
            self._drop(name)
        self.abandon()

    def abandon(self) -> None:
        """Ends the connection and leaves everything where it is, as a run that is killed does."""
        self._run(self._connection.close())
        self._end()

    def _create(self, name: str, template: str = "") -> str:
        self._execute(f"CREATE DATABASE {name} {template}")
        self._made.append(name)
        return name

    def _drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made = [each for each in self._made if each != name]

    async def _learn(self) -> None:
        """What a fresh one is."""
        async with _connected(self._address(self._template)) as connection:
            self._layout = await Layout.of(connection)
            self._contents = await self._layout.read(connection)
            self._shape = await shape(connection)
            self._size = await connection.fetchval(_SIZE)

    async def _empty(self, name: str) -> bool:
        """Makes it as good as fresh; False where it can't be, or where that takes longer than to make another."""
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            async with _connected(self._address(name)) as connection:
                await connection.fetch(_END_OTHERS)
                if await connection.fetchval(_SIZE) < self._size + _ROOM and await shape(connection) == self._shape:
                    await self._layout.write(connection, self._contents)
                    return True
        return False

    def _address(self, name: str) -> str:
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))

    def _execute(self, statement: str) -> None:
        self._run(self._connection.execute(statement))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._thread.submit(self._loop.run, work).result()

    def _end(self) -> None:
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(url, timeout=5)
    try:
        yield connection
    finally:
        await connection.close()


async def remove_left_behind(connection: Any) -> None:
    """The databases of runs that are over."""
    rows = await connection.fetch("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", _PREFIX)
    for owner in {"_".join(row["datname"].split("_")[:_PARTS]) for row in rows}:
        if await connection.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", owner):
            for row in rows:
                if row["datname"] == owner or row["datname"].startswith(f"{owner}_"):
                    with suppress(asyncpg.InsufficientPrivilegeError):  # another login's
                        await connection.execute(f"DROP DATABASE IF EXISTS {row['datname']} WITH (FORCE)")
            await connection.fetchval("SELECT pg_advisory_unlock(hashtext($1))", owner)


async def remove_databases_left_behind() -> None:
    """Does nothing where no server answers."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        async with _connected(SERVER) as connection:
            await remove_left_behind(connection)


def required(databases: Databases | None) -> Databases:
    """The databases; where there are none, the test is skipped, or in CI fails."""
    if databases is None and os.environ.get("CI") == "true":
        pytest.fail(NO_POSTGRES, pytrace=False)
    if databases is None:
        pytest.skip(NO_POSTGRES)
    return databases
