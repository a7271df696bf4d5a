"""The databases that tests are given: migrated once, never shared, gone afterwards."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests.databases import SERVER, Databases, NoPostgres, PostgresDatabases, SqliteDatabases, required


class Migration:
    """Stands for the program's migrations: one table, and a count of how often it was asked."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, url: str) -> None:
        self.runs += 1
        query(url, "CREATE TABLE people (name text)")


def query(url: str, sql: str) -> list[Any]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            with connection:
                return connection.execute(sql).fetchall()

    async def ask() -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetch(sql)
        finally:
            await connection.close()

    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as loop:
        return loop.run(ask())


@pytest.fixture
def migration() -> Migration:
    return Migration()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, migration: Migration, tmp_path: Path) -> Iterator[Databases]:
    if request.param == "sqlite":
        folder = tmp_path / "databases"
        folder.mkdir()
        made: Databases = SqliteDatabases(folder, migration)
    else:
        made = postgres(migration)
    yield made
    made.close()


def postgres(migration: Migration) -> PostgresDatabases:
    try:
        return PostgresDatabases(migration)
    except NoPostgres:
        required(None)
        raise


def test_each_is_migrated_and_its_own_after_one_migration(databases: Databases, migration: Migration) -> None:
    first, second = databases.fresh(), databases.fresh()
    query(first, "INSERT INTO people VALUES ('Ann')")

    assert len(query(first, "SELECT * FROM people")) == 1
    assert query(second, "SELECT * FROM people") == []
    assert query(databases.fresh(), "SELECT * FROM people") == []
    assert migration.runs == 1


def test_nothing_is_left_on_the_server(migration: Migration) -> None:
    databases = postgres(migration)
    url = databases.fresh()
    name = urlsplit(url).path.removeprefix("/")
    databases.close()

    assert query(SERVER, f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []


def test_a_server_that_does_not_answer_is_told_apart(migration: Migration) -> None:
    with pytest.raises(NoPostgres):
        PostgresDatabases(migration, "postgresql://nobody@127.0.0.1:1/postgres")


async def test_one_can_be_made_while_a_test_s_own_loop_runs(databases: Databases) -> None:
    assert databases.fresh() != databases.fresh()


def test_one_that_is_discarded_is_gone(databases: Databases) -> None:
    first, second = databases.fresh(), databases.fresh()
    query(first, "SELECT 1")
    databases.discard(first)

    with pytest.raises((asyncpg.InvalidCatalogNameError, sqlite3.OperationalError)):
        query(first, "SELECT * FROM people")
    assert query(second, "SELECT * FROM people") == []


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_postgresql_a_laptop_skips_and_ci_fails(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)

    with pytest.raises(outcome, match=r"no PostgreSQL answers at .*MOMENTS_TEST_POSTGRES"):
        required(None)
