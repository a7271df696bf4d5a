"""The built site on a real server with a demo in it, and people who look at it in Chromium."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from moments.demo.demo_roles import DemoRole
from moments.infrastructure.web import SITE
from tests.browser.chromium import chromium, lacking, staged
from tests.databases import SqliteDatabases
from tests.site.people import People
from tests.site.server import SiteServer

PEOPLE = 600
NOT_BUILT = "the site is not built (`make site`, which needs Node), so it is not tried"


@pytest.fixture(scope="session")
def played(sqlite_databases: SqliteDatabases) -> Iterator[tuple[str, list[DemoRole]]]:
    """A database with a demo in it, to copy."""
    url = sqlite_databases.fresh()
    yield url, asyncio.run(staged(url, PEOPLE))
    sqlite_databases.discard(url)


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
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def people(browser: Browser, site: SiteServer) -> AsyncIterator[People]:
    """Who looks at the site, each in a browser of their own. Nothing may go wrong in any of their consoles."""
    people = People(browser, site)
    yield people
    await people.leave()
