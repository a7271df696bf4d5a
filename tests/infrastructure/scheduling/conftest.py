"""The clock's town, on each database."""

from collections.abc import AsyncIterator

import pytest

from tests.infrastructure.scheduling.scenario import SchedulerScenario, a_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[SchedulerScenario]:
    async with a_town(database_url) as made:
        yield made
