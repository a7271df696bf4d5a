"""Fresh databases for tests: migrated once, then copied, which takes milliseconds.

SQLite's template is a file that is copied; PostgreSQL's is a database that `CREATE DATABASE ... TEMPLATE`
copies. Each run, and each of pytest-xdist's workers, has a template of its own, so that they never meet.
"""

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from moments.infrastructure.database_url import without_secrets

Migrate = Callable[[str], None]
"""Brings the database of that address up to date."""

SERVER: Final = os.environ.get("MOMENTS_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
NO_POSTGRES: Final = (
    f"no PostgreSQL answers at {without_secrets(SERVER)}: start one that trusts this login "
    "(.ci/run shows how), or name another in MOMENTS_TEST_POSTGRES"
)
_PREFIX: Final = "moments_test_"
_DAY: Final = 24 * 60 * 60


class Databases(Protocol):
    """`fresh` gives the address of a new, migrated, empty database; `discard` removes it; `close` all the rest."""

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
    """Keeps one connection to the server, on a thread with an event loop of its own: a test may have one running."""

    def __init__(self, migrate: Migrate, server: str = SERVER) -> None:
        self._server, self._numbers = server, count(1)
        self._made: list[str] = []
        self._thread = ThreadPoolExecutor(1)
        self._loop = asyncio.Runner()
        try:
            self._connection = self._run(asyncpg.connect(server, timeout=5))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as refused:
            self._end()
            raise NoPostgres from refused
        self._remove_left_behind()
        self._template = self._create(f"{_PREFIX}{int(time.time())}_{os.getpid()}")
        with ThreadPoolExecutor(1) as thread:
            thread.submit(migrate, self._address(self._template)).result()

    def fresh(self) -> str:
        name = self._create(f"{self._template}_{next(self._numbers)}", f"TEMPLATE {self._template}")
        return self._address(name)

    def discard(self, url: str) -> None:
        self._drop(urlsplit(url).path.removeprefix("/"))

    def close(self) -> None:
        for name in reversed(self._made):
            self._drop(name)
        self._run(self._connection.close())
        self._end()

    def _create(self, name: str, template: str = "") -> str:
        self._execute(f"CREATE DATABASE {name} {template}")
        self._made.append(name)
        return name

    def _drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made = [each for each in self._made if each != name]

    def _remove_left_behind(self) -> None:
        """What runs that were killed left, once it is a day old: younger ones may belong to a run beside us."""
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)"
        for row in self._run(self._connection.fetch(query, _PREFIX)):
            made = row["datname"].removeprefix(_PREFIX).split("_")[0]
            if made.isdecimal() and time.time() - int(made) > _DAY:
                self._drop(row["datname"])

    def _address(self, name: str) -> str:
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))

    def _execute(self, statement: str) -> None:
        self._run(self._connection.execute(statement))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._thread.submit(self._loop.run, work).result()

    def _end(self) -> None:
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()


def required(databases: Databases | None) -> Databases:
    """The databases; where there are none, the test is skipped, or in CI fails."""
    if databases is None and os.environ.get("CI") == "true":
        pytest.fail(NO_POSTGRES, pytrace=False)
    if databases is None:
        pytest.skip(NO_POSTGRES)
    return databases
