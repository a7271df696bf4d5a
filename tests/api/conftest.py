"""The worlds that tests of the graph live in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.api_client import ApiClient, a_world


@pytest.fixture
async def world(sqlite_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    """On SQLite, which is quick."""
    async with a_world(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
async def each_world(database_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    """Once on each database."""
    async with a_world(database_url, tmp_path) as made:
        yield made
