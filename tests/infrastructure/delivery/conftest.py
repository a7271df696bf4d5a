from collections.abc import AsyncIterator

import pytest

from moments.infrastructure.persistence.database import Database, open_database


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url, pool_size=8)
    yield database
    await database.close()
