"""A browser, and MOMENTS with a demo in it for the browser to look at."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.async_api import Page, async_playwright

from moments.cli.demo import invent, play
from moments.demo.demo_roles import DemoRole, demo_roles
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.settings import Settings
from moments.infrastructure.web import EXPLORER
from moments.main import Container, serve_app
from tests.browser.demo import DemoServer
from tests.databases import SqliteDatabases
from tests.edge.websocket.stub_server import serving

PEOPLE = 600
NO_BROWSER = "no Chromium here (Debian's package is `chromium`), so no page is tried in a browser"
NOT_BUILT = "GraphiQL is not built (`make explorer`, which needs Node), so it is not tried"


def lacking(reason: str) -> NoReturn:
    """CI has everything."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def demo(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_demo(sqlite_databases, tmp_path_factory.mktemp("data"), PEOPLE) as running:
        yield running


@contextmanager
def running_demo(databases: SqliteDatabases, data: Path, people: int) -> Iterator[DemoServer]:
    url = databases.fresh()
    settings = Settings(database_url=url, data_directory=data)
    parts = asyncio.run(_staged(url, people))
    container = Container(settings=settings)
    with serving(serve_app(settings, container)) as running:
        cast = {part.role: part for part in parts}
        yield DemoServer(running.port, url, container.development_issuer(), cast, lambda: _followers(container))
    databases.discard(url)


def _followers(container: Container) -> int:
    return sum(len(each) for each in container.live()._feed._followers.values())


async def _staged(url: str, people: int) -> list[DemoRole]:
    database = open_database(url, 2)
    try:
        await play(Settings(database_url=url), database, invent(people))
        return await demo_roles(database)
    finally:
        await database.close()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Wide, in a profile of its own. (The browser is the test's own, too: it lives in the test's event loop.)"""
    found = shutil.which("chromium")
    if found is None:
        lacking(NO_BROWSER)
    async with async_playwright() as playwright:
        options = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = await playwright.chromium.launch(executable_path=found, args=options)
        yield await browser.new_page(viewport={"width": 1600, "height": 900})
        await browser.close()


@pytest.fixture
def graphiql() -> None:
    if not (EXPLORER / "index.html").is_file():
        lacking(NOT_BUILT)
