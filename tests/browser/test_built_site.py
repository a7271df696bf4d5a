"""The built site in Chromium, under a path: its policy keeps nothing from it that it needs."""

import socket
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, Request, WebSocket, expect

from moments.infrastructure.settings import Settings
from moments.infrastructure.web import SITE
from moments.main import Container, serve_app
from tests.browser.chromium import lacking
from tests.databases import SqliteDatabases
from tests.edge.http.http_client import _people
from tests.edge.websocket.stub_server import serving

pytestmark = pytest.mark.long
PLANT = """() => {
  const planted = "<p id=planted style='color: red' onclick='window.ran = true'>x</p>";
  document.body.insertAdjacentHTML("beforeend", planted);
  document.getElementById("planted").click();
}"""
SIZES = """performance.getEntriesByType("resource")
  .filter(each => /assets.index/.test(each.name)).map(each => each.transferSize)"""
NOT_BUILT = "the site is not built (`make site`, which needs Node), so it is not tried"


@pytest.fixture(scope="module", params=["", "/programs/moments"], ids=["at the root", "under a path"])
def base(
    request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if not (SITE / "index.html").is_file():
        lacking(NOT_BUILT)
    url = sqlite_databases.fresh()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    address, folder = f"http://127.0.0.1:{port}{request.param}", tmp_path_factory.mktemp("data")
    settings = Settings(database_url=url, data_directory=folder, worker_in_server=False, base_url=address)
    _people(settings)
    with serving(serve_app(settings, Container(settings=settings)), port=port):
        yield address
    sqlite_databases.discard(url)


class Seen:
    """What a page asked for, and what its browser would not do."""

    def __init__(self, page: Page) -> None:
        self.addresses: list[str] = []
        self.refused: list[str] = []
        page.on("request", self._request)
        page.on("websocket", self._socket)
        page.on("console", lambda message: self._note(message.text))
        page.on("pageerror", lambda error: self._note(f"Content Security Policy or not, it failed: {error}"))

    def _request(self, request: Request) -> None:
        self.addresses.append(request.url)

    def _socket(self, opened: WebSocket) -> None:
        self.addresses.append(opened.url.replace("ws://", "http://", 1))

    def _note(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.refused.append(text)


async def test_a_page_asks_only_this_server_and_is_kept_from_nothing(page: Page, base: str) -> None:
    seen = Seen(page)
    await page.goto(f"{base}/auth/login?next=/queue")
    await page.get_by_label("Work email").fill("ann@oa.mo.example")
    await page.get_by_role("button", name="Sign in", exact=True).last.click()
    await page.wait_for_url(f"{base}/queue")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.wait_for_timeout(500)  # for the socket

    assert seen.refused == []
    assert all(each.startswith(f"{base}/") for each in seen.addresses)
    assert {f"{base}/graphql", f"{base}/favicon.svg"} < set(seen.addresses)
    assert sum(each == f"{base}/graphql" for each in seen.addresses) > 1, "a socket and a request"


async def test_what_is_inline_is_not_run(page: Page, base: str) -> None:
    seen = Seen(page)
    await page.goto(f"{base}/resources")
    await page.evaluate(PLANT)

    assert await page.evaluate("window.ran") is None
    assert len(seen.refused) == 2, "the style and the handler"


@pytest.mark.parametrize("path", ["no-such-page", "resources/%C3"])
async def test_an_address_that_is_none_is_told_to_people_and_to_their_programs(
    page: Page, base: str, path: str
) -> None:
    answer = await page.goto(f"{base}/{path}")

    assert answer is not None
    assert answer.status == 404
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find that page")
    await page.get_by_role("main").get_by_role("link", name="Home").click()
    await expect(page.get_by_role("heading", level=1)).not_to_have_text("We can't find that page")


async def test_a_page_that_is_opened_again_loads_its_files_from_the_browser(page: Page, base: str) -> None:
    await page.goto(f"{base}/resources")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.goto(f"{base}/be-a-mentor")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()

    sizes = await page.evaluate(SIZES)
    assert sizes
    assert set(sizes) == {0}
