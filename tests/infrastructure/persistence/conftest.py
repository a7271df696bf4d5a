"""A store under test: the fake, SQLite and PostgreSQL, each seen through the same few questions."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

import pytest
from sqlalchemy import select, update

from moments.application.events import name_of
from moments.application.unit_of_work import UnitOfWork
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.tables import emails, events
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.application.fakes import FakeUnitOfWork, Memory
from tests.databases import MAIL_DOMAIN


class Store(Protocol):
    """What was committed, besides what the ports themselves answer."""

    def new_work(self) -> UnitOfWork: ...

    async def events(self) -> list[str]:
        """The events' classes, in the order of those who follow live."""
        ...

    async def emails(self) -> list[str]:
        """The emails' keys, in the order in which they were written."""
        ...

    async def fail_email(self, key: str, problem: str) -> int:
        """As the delivery does with an email that no mail server takes; its number."""
        ...


class FakeStore:
    def __init__(self) -> None:
        self._memory = Memory()

    def new_work(self) -> UnitOfWork:
        return FakeUnitOfWork(self._memory)

    async def events(self) -> list[str]:
        return [name_of(type(event)) for event in self._memory.events]

    async def emails(self) -> list[str]:
        return [email.dedupe_key for email in self._memory.emails]

    async def fail_email(self, key: str, problem: str) -> int:
        return self._memory.fail_email(key, problem)


class SqlStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def new_work(self) -> UnitOfWork:
        return SqlUnitOfWork(self._database, MAIL_DOMAIN)

    async def events(self) -> list[str]:
        async with self._database.reading() as connection:
            return list((await connection.scalars(select(events.c.type).order_by(events.c.id))).all())

    async def emails(self) -> list[str]:
        async with self._database.reading() as connection:
            return list((await connection.scalars(select(emails.c.key).order_by(emails.c.id))).all())

    async def fail_email(self, key: str, problem: str) -> int:
        failed = update(emails).where(emails.c.key == key).values(state="dead", attempts=1, problem=problem)
        async with self._database.writing() as connection:
            number = (await connection.scalars(failed.returning(emails.c.id))).one()
            await connection.commit()
        return number


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str | None:
    """None for the fake. Not async: new databases are made beside the tests' event loop."""
    return None if request.param == "fake" else new_database(request.param)


@pytest.fixture
async def store(address: str | None) -> AsyncIterator[Store]:
    if address is None:
        yield FakeStore()
        return
    database = open_database(address, pool_size=2)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url, pool_size=2)
    yield database
    await database.close()


@pytest.fixture
def new_work(store: Store) -> Callable[[], UnitOfWork]:
    return store.new_work
