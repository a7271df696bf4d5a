"""A demo for clients to ask, and Node with the clients' packages."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from moments.domain.email.email import EmailState
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.browser.chromium import lacking
from tests.browser.conftest import running_demo
from tests.browser.demo import DemoServer
from tests.clients.answers import Answers, ask_all
from tests.clients.test_javascript import FOLDER
from tests.databases import MAIL_DOMAIN, SqliteDatabases
from tests.renumberings import add_renumbering

PEOPLE = 2_000
"""Among so many there is somebody for each page, on whatever day the demo is made."""
NO_CLIENTS = "the JavaScript clients are not installed (`make clients`, which needs Node), so they are not tried"


@pytest.fixture(scope="module")
def demo(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_demo(sqlite_databases, tmp_path_factory.mktemp("data"), PEOPLE) as running:
        yield running


@pytest.fixture(scope="module")
def answers(demo: DemoServer) -> Answers:
    asyncio.run(_fail_emails(demo.database_url, 2))
    asyncio.run(_renumber(demo.database_url, demo.cast["mentee with a mentor"].person))
    return ask_all(demo)


async def _fail_emails(url: str, count: int) -> None:
    """The demo's mail server takes every email, and the office's page is about those that it did not take."""
    some = select(emails.c.id).order_by(emails.c.id).limit(count)
    failed = {"state": EmailState.FAILED.value, "settled_at": datetime.now(UTC), "problem": "550 no such mailbox"}
    database = open_database(url, 1)
    try:
        async with database.writing() as connection:
            await connection.execute(update(emails).where(emails.c.id.in_(some)).values(failed))
            await connection.commit()
    finally:
        await database.close()


async def _renumber(url: str, person: PersonId) -> None:
    """Nobody of the demo has another employee id, and the office's page is about those who may have."""
    database = open_database(url, 1)
    try:
        await add_renumbering(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), person, datetime.now(UTC))
    finally:
        await database.close()


@pytest.fixture(scope="session")
def javascript() -> None:
    if shutil.which("node") is None or not (FOLDER / "node_modules" / "graphql").is_dir():
        lacking(NO_CLIENTS)
