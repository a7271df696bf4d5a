"""Worlds in databases, readers of them, and an ear for their statements."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import RowBuilder


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A new one for each test."""
    database = open_database(database_url, pool_size=2)
    yield database
    await database.close()


@pytest.fixture
def read_transactions(database: Database) -> SqlReadTransactions:
    return SqlReadTransactions(database)


@pytest.fixture
async def settled(module_database_url: str, module_world: RowBuilder) -> AsyncIterator[Database]:
    """The module's world, for tests that only read."""
    database = open_database(module_database_url, pool_size=2)
    yield database
    await database.close()


@pytest.fixture(scope="module")
def settle_once(module_database_url: str) -> Callable[[RowBuilder], RowBuilder]:
    """Writes a world down once for all tests of a module, on an event loop of its own."""

    async def write(world: RowBuilder) -> None:
        database = open_database(module_database_url, pool_size=1)
        await world.settle(database)
        await database.close()

    def settle(world: RowBuilder) -> RowBuilder:
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            runner.run(write(world))
        return world

    return settle


@dataclass(slots=True)
class Heard:
    """Statements as the driver got them, with their parameters."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def hearing() -> Callable[[], Any]:
    """`with hearing() as heard:` everything sent to a database, transactions' begins and ends apart."""

    @contextmanager
    def listen() -> Iterator[Heard]:
        heard = Heard()

        def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
                heard.statements.append((statement, parameters))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield heard
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return listen
