"""The small State of tests/api, once on each database; and a database server that may be restarted."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.api.api_client import ApiClient, a_world
from tests.live import stream_client
from tests.live.cluster import Cluster, a_cluster, find_binaries, required


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    async with a_world(database_url, tmp_path) as made:
        yield made


@pytest.fixture
def way(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """How `following` follows: by the schema's own stream of results, or as sockets do, in groups.

    One on each database: the way begins where the database's part has ended, with events in memory."""
    chosen = "together" if database_url.startswith("postgresql") else "alone"
    monkeypatch.setattr(stream_client, "TOGETHER", chosen == "together")
    return chosen


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Migrated; the test's own."""
    from moments.infrastructure.persistence.migrate import upgrade  # late: most tests need no database

    with a_cluster(required(find_binaries())) as made:
        upgrade(made.url)
        yield made
