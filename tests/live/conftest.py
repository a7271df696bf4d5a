"""The small State of tests/api, once on each database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.world import World, a_world


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(database_url, tmp_path) as made:
        yield made
