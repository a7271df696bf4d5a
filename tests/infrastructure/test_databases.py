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
    """Stands for the program's migrations: tables, one with a row, and a count of how often it was asked."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, url: str) -> None:
        self.runs += 1
        query(url, "CREATE TABLE people (name text)")
        if url.startswith("postgresql"):
            query(url, "CREATE TABLE seeds (number bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, name text)")
            query(url, "INSERT INTO seeds (name) VALUES ('O''Hara $of_the_tests')")


def query(url: str, sql: str) -> list[Any]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            with connection:
                return connection.execute(sql).fetchall()

    async def ask() -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
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


def name_of(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


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
    databases.close()

    assert query(SERVER, f"SELECT 1 FROM pg_database WHERE datname = '{name_of(url)}'") == []


def test_a_server_that_does_not_answer_is_told_apart(migration: Migration) -> None:
    with pytest.raises(NoPostgres):
        PostgresDatabases(migration, "postgresql://nobody@127.0.0.1:1/postgres")


async def test_one_can_be_made_while_a_test_s_own_loop_runs(databases: Databases) -> None:
    assert databases.fresh() != databases.fresh()


def test_one_that_is_discarded_is_never_seen_again_with_what_was_in_it(databases: Databases) -> None:
    first, second = databases.fresh(), databases.fresh()
    query(first, "INSERT INTO people (name) VALUES ('Ann')")
    query(second, "INSERT INTO people (name) VALUES ('Bob')")
    databases.discard(first)

    assert query(databases.fresh(), "SELECT * FROM people") == []
    assert query(second, "SELECT name FROM people") == [("Bob",)]


def test_one_on_postgresql_is_used_again_and_as_good_as_fresh(migration: Migration) -> None:
    databases = postgres(migration)
    try:
        first = databases.fresh()
        fresh = query(first, "SELECT * FROM seeds")
        query(first, "DELETE FROM seeds")
        assert query(first, "INSERT INTO seeds (name) VALUES ('Ann') RETURNING number") == [(2,)]
        databases.discard(first)

        assert databases.fresh() == first
        assert query(first, "SELECT * FROM seeds") == fresh == [(1, "O'Hara $of_the_tests")]
        assert query(first, "INSERT INTO seeds (name) VALUES ('Ann') RETURNING number") == [(2,)]
        assert databases.fresh() != first
    finally:
        databases.close()


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE more (name text)",
        "ALTER TABLE people ADD COLUMN age int",
        "ALTER TABLE people ALTER COLUMN name SET NOT NULL",
        "CREATE INDEX by_name ON people (name)",
        "ALTER TABLE people ADD CONSTRAINT named CHECK (name <> '')",
        "CREATE SCHEMA another",
        "DROP TABLE people",
        "INSERT INTO people SELECT repeat('x', 100) FROM generate_series(1, 50000)",
    ],
)
def test_one_that_a_test_changed_or_filled_is_not_used_again(migration: Migration, change: str) -> None:
    databases = postgres(migration)
    try:
        changed = databases.fresh()
        query(changed, change)
        databases.discard(changed)

        assert databases.fresh() != changed
        assert query(SERVER, f"SELECT 1 FROM pg_database WHERE datname = '{name_of(changed)}'") == []
    finally:
        databases.close()


async def test_whoever_is_still_connected_to_one_that_is_discarded_is_cut_off(migration: Migration) -> None:
    databases = postgres(migration)
    try:
        url = databases.fresh()
        connection = await asyncpg.connect(url)
        databases.discard(url)
        with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, ConnectionError)):
            await connection.execute("INSERT INTO people VALUES ('Ann')")
        assert databases.fresh() == url
    finally:
        databases.close()


def test_a_run_that_is_over_leaves_nothing_and_one_that_lasts_keeps_its_own(migration: Migration) -> None:
    """A run is over when its connection is."""
    living, dead = postgres(migration), postgres(migration)
    try:
        kept, left = living.fresh(), dead.fresh()
        dead.abandon()
        postgres(migration).close()

        assert query(SERVER, f"SELECT 1 FROM pg_database WHERE datname = '{name_of(left)}'") == []
        assert query(SERVER, f"SELECT 1 FROM pg_database WHERE datname = '{name_of(kept)}'") == [(1,)]
    finally:
        living.close()


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_postgresql_a_laptop_skips_and_ci_fails(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)

    with pytest.raises(outcome, match=r"no PostgreSQL answers at .*MOMENTS_TEST_POSTGRES"):
        required(None)
