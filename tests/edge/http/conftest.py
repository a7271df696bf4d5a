"""One running server for each module of tests, and one that takes queries by GET."""

from collections.abc import Iterator

import pytest

from tests.databases import SqliteDatabases
from tests.edge.http.http_client import RunningServer, the_server


@pytest.fixture(scope="module")
def server(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    url = sqlite_databases.fresh()
    with the_server(url, tmp_path_factory.mktemp("data")) as running:
        yield running
    sqlite_databases.discard(url)


@pytest.fixture(scope="module")
def open_server(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    url = sqlite_databases.fresh()
    with the_server(url, tmp_path_factory.mktemp("data"), allow_get_queries=True) as running:
        yield running
    sqlite_databases.discard(url)
