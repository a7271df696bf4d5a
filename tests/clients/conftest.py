"""A demo for clients to ask, and Node with the clients' packages."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest

from tests.browser.chromium import lacking
from tests.browser.conftest import running_demo
from tests.browser.demo import DemoServer
from tests.clients.answers import Answers, ask_all
from tests.clients.rare import fail_emails, renumber
from tests.clients.test_javascript import FOLDER
from tests.databases import SqliteDatabases

PEOPLE = 2_000
"""Among so many there is somebody for each page, on whatever day the demo is made."""
NO_CLIENTS = "the JavaScript clients are not installed (`make clients`, which needs Node), so they are not tried"


@pytest.fixture(scope="module")
def demo(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_demo(sqlite_databases, tmp_path_factory.mktemp("data"), PEOPLE) as running:
        yield running


@pytest.fixture(scope="module")
def answers(demo: DemoServer) -> Answers:
    asyncio.run(fail_emails(demo.database_url, 2))
    asyncio.run(renumber(demo.database_url, demo.cast["mentee with a mentor"].person))
    return ask_all(demo)


@pytest.fixture(scope="session")
def javascript() -> None:
    if shutil.which("node") is None or not (FOLDER / "node_modules" / "graphql").is_dir():
        lacking(NO_CLIENTS)
