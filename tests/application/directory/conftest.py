"""The town of the imports, in memory and on both databases."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.application.directory.scenario import ImportScenario, a_town


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    """None in memory, which no database is made for. Not async: databases are made beside the tests' event loop."""
    return None if request.param == "memory" else request.getfixturevalue("new_database")(request.param)


@pytest_asyncio.fixture
async def town(address: str | None) -> AsyncIterator[ImportScenario]:
    async with a_town(address) as town:
        yield town
