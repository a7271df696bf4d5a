"""Fixtures for all tests: databases, each test with a new one on each of the two engines we run on.

`database_url` runs a test once on SQLite and once on PostgreSQL. `module_database_url` does the same with
one database for a whole module, for tests that only read or that keep to rows of their own.
`new_database` gives as many as a test wants. Where no PostgreSQL answers, its tests are skipped, and the
run's last lines say so; in CI (`CI=true`) they fail.
"""

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests import runs
from tests.databases import NO_POSTGRES, Databases, NoPostgres, PostgresDatabases, SqliteDatabases, required

os.environ.setdefault("MOMENTS_MODE", "development")  # has to be said, and no test is for people
ENGINES = ("sqlite", "postgresql")
DatabasesOf = Callable[[str], Databases]
KEEPER = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Not for those who only want to know what tests there are."""
    if not session.config.option.collectonly:
        session.config.stash[KEEPER] = runs.keep()


def migrate(url: str) -> None:
    from moments.infrastructure.persistence.migrate import upgrade  # late: most tests need no database

    upgrade(url)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = SqliteDatabases(tmp_path_factory.mktemp("databases"), migrate)
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[Databases | None]:
    """None where no server answers; who needs one calls `required`."""
    try:
        databases = PostgresDatabases(migrate)
    except NoPostgres:
        yield None
        return
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def databases_of(request: pytest.FixtureRequest) -> DatabasesOf:
    """The databases of an engine, which is started when the first test asks for it."""

    def find(engine: str) -> Databases:
        databases: Databases | None = request.getfixturevalue(
            "sqlite_databases" if engine == "sqlite" else "postgres_databases"
        )
        return required(databases)

    return find


@pytest.fixture
def new_database(databases_of: DatabasesOf) -> Iterator[Callable[[str], str]]:
    """`new_database("sqlite")` or `("postgresql")`: the address of one that lasts until the test ends."""
    made: list[tuple[Databases, str]] = []

    def make(engine: str) -> str:
        databases = databases_of(engine)
        made.append((databases, databases.fresh()))
        return made[-1][1]

    yield make
    for databases, url in made:
        databases.discard(url)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    return new_database(request.param)


@pytest.fixture(scope="module", params=ENGINES)
def module_database_url(request: pytest.FixtureRequest, databases_of: DatabasesOf) -> Iterator[str]:
    databases = databases_of(request.param)
    url = databases.fresh()
    yield url
    databases.discard(url)


@pytest.fixture
def sqlite_url(new_database: Callable[[str], str]) -> str:
    return new_database("sqlite")


@pytest.fixture
def postgresql_url(new_database: Callable[[str], str]) -> str:
    return new_database("postgresql")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if NO_POSTGRES in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: {NO_POSTGRES}", yellow=True)
