"""The matching's town, on each database."""

from collections.abc import AsyncIterator

import pytest

from tests.infrastructure.matching.scenario import MatchingScenario, the_usual_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[MatchingScenario]:
    async with the_usual_town(database_url) as made:
        yield made
