"""A browser, and MOMENTS with a demo in it for the browser to look at."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page

from moments.infrastructure.settings import Settings
from moments.infrastructure.web import EXPLORER
from moments.main import Container, serve_app
from tests.browser.chromium import chromium, lacking, staged
from tests.browser.demo import DemoServer
from tests.databases import SqliteDatabases
from tests.edge.websocket.stub_server import serving

PEOPLE = 600
NOT_BUILT = "GraphiQL is not built (`make explorer`, which needs Node), so it is not tried"


@pytest.fixture(scope="module")
def demo(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_demo(sqlite_databases, tmp_path_factory.mktemp("data"), PEOPLE) as running:
        yield running


@contextmanager
def running_demo(databases: SqliteDatabases, data: Path, people: int) -> Iterator[DemoServer]:
    url = databases.fresh()
    settings = Settings(database_url=url, data_directory=data)
    parts = asyncio.run(staged(url, people))
    container = Container(settings=settings)
    with serving(serve_app(settings, container)) as running:
        cast = {part.role: part for part in parts}
        yield DemoServer(running.port, url, container.development_issuer(), cast, lambda: _followers(container))
    databases.discard(url)


def _followers(container: Container) -> int:
    return sum(len(each) for each in container.live()._feed._followers.values())


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Wide, in a profile of its own."""
    async with chromium() as browser:
        yield await browser.new_page(viewport={"width": 1600, "height": 900})


@pytest.fixture
def graphiql() -> None:
    if not (EXPLORER / "index.html").is_file():
        lacking(NOT_BUILT)
