"""The built site on a real server with a demo in it, and people who look at it in Chromium."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from moments.cli.demo import invent, play
from moments.demo.demo_roles import DemoRole, demo_roles
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.settings import Settings
from moments.infrastructure.web import SITE
from tests.browser.conftest import NO_BROWSER, lacking
from tests.databases import SqliteDatabases
from tests.site.people import People
from tests.site.server import SiteServer

PEOPLE = 600
NOT_BUILT = "the site is not built (`make site`, which needs Node), so it is not tried"


@pytest.fixture(scope="session")
def played(sqlite_databases: SqliteDatabases) -> Iterator[tuple[str, list[DemoRole]]]:
    """A database with a demo in it, to copy."""
    url = sqlite_databases.fresh()
    yield url, asyncio.run(_staged(url))
    sqlite_databases.discard(url)


async def _staged(url: str) -> list[DemoRole]:
    database = open_database(url, 2)
    try:
        await play(Settings(database_url=url), database, invent(PEOPLE))
        return await demo_roles(database)
    finally:
        await database.close()


@pytest.fixture(scope="module")
def site(played: tuple[str, list[DemoRole]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """For the module's tests together: a test that needs somebody as the demo left them takes another person."""
    if not (SITE / "index.html").is_file():
        lacking(NOT_BUILT)
    url, cast = played
    folder = tmp_path_factory.mktemp("site")
    copy = folder / "moments.db"
    shutil.copyfile(Path(url.split("///", 1)[1]), copy)
    server = SiteServer(f"sqlite:///{copy}", folder, {part.role: part for part in cast})
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        lacking(NO_BROWSER)
    async with async_playwright() as playwright:
        options = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = await playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        await browser.close()


@pytest.fixture
async def people(browser: Browser, site: SiteServer) -> AsyncIterator[People]:
    """Who looks at the site, each in a browser of their own. Nothing may go wrong in any of their consoles."""
    people = People(browser, site)
    yield people
    await people.leave()
