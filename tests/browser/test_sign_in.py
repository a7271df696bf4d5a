"""Signing in and out in Chromium, at the development issuer, which is a provider as any other."""

import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers
from playwright.async_api import Browser, BrowserContext, Error, Page, expect

from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.api.api_client import MovableClock
from tests.databases import SqliteDatabases
from tests.edge.http.http_client import _people
from tests.edge.websocket.stub_server import serving
from tests.identity.other_provider import OtherProvider, other_provider

pytestmark = pytest.mark.long
VIEWER = "{ viewer { person { firstName } session { device current } } }"
ASK = """async ([address, query]) => {
  const answer = await fetch(address, {
    method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify({query}) });
  return [answer.status, await answer.json()];
}"""
FOLLOW = """async (address) => {
  const opened = new WebSocket(address.replace(/^http/, "ws"), "graphql-transport-ws");
  window.ended = new Promise(told => opened.onclose = end => told([end.code, end.reason]));
  opened.onopen = () => opened.send(JSON.stringify({type: "connection_init"}));
  const first = await new Promise(told => {
    opened.onmessage = message => told(JSON.parse(message.data).type);
    window.ended.then(end => told(end));
  });
  return first;
}"""
LOG_OUT = """async (address) => (await (await fetch(address, {method: "POST"})).json()).location"""


@dataclass
class Site:
    """`base`: its address. `other`: the provider that others wrote, where it is not the development issuer."""

    base: str
    clock: MovableClock
    other: OtherProvider | None

    async def log_in(self, page: Page, who: str) -> None:
        """On the provider's own pages."""
        if self.other is None:
            await page.get_by_label("Work email").fill(f"{who}@oa.mo.example")
            await page.get_by_role("button", name="Sign in", exact=True).last.click()
            return
        await page.locator("[name=login]").fill(account_of(who))
        await page.locator("[name=password]").fill("any")
        await page.get_by_role("button", name="Sign-in").click()
        await page.get_by_role("button", name="Continue").click()


def account_of(who: str) -> str:
    """The subject that they are bound to."""
    return DevelopmentIssuer.subject_of(f"{who}@oa.mo.example", PersonId(who))


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def provider_of(kind: str, base: str) -> Iterator[OtherProvider | None]:
    if kind == "development":
        yield None
        return
    emails = {account_of(who): f"{who}@oa.mo.example" for who in ("ann", "abe", "somebody")}
    with other_provider(emails, base_url=base, backchannelLogoutUri=f"{base}/auth/backchannel-logout") as made:
        yield made


KINDS = [("development", ""), ("development", "/programs/moments"), ("other", ""), ("other", "/programs/moments")]


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: f"{kind[0]} {kind[1]}".strip())
def site(
    request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    (kind, prefix), url, port = request.param, sqlite_databases.fresh(), a_free_port()
    base = f"http://127.0.0.1:{port}{prefix}"
    folder: Path = tmp_path_factory.mktemp("data")
    with provider_of(kind, base) as other:
        settings = Settings(
            database_url=url,
            data_directory=folder,
            worker_in_server=False,
            base_url=base,
            oidc_issuer=other.issuer if other else None,
        )
        _people(settings)
        container, clock = Container(settings=settings), MovableClock(datetime.now(UTC))
        container.clock.override(providers.Object(clock))
        with serving(serve_app(settings, container), port=port):
            yield Site(base, clock, other)
    sqlite_databases.discard(url)


@pytest.fixture(autouse=True)
def patience(page: Page) -> None:
    page.set_default_timeout(10_000)


@pytest.fixture
async def another(page: Page) -> AsyncIterator[Page]:
    """Another browser, as far as cookies go."""
    browser = page.context.browser
    assert isinstance(browser, Browser)
    context: BrowserContext = await browser.new_context()
    yield await context.new_page()
    await context.close()


async def sign_in(page: Page, site: Site, who: str = "ann", path: str = "/queue?tab=2") -> None:
    await page.goto(f"{site.base}/auth/login?next={path}")
    if page.url != f"{site.base}{path}":  # else the provider has a session of its own, and asks nothing
        await site.log_in(page, who)
    await page.wait_for_url(f"{site.base}{path}")


async def own_cookies(page: Page) -> list[Any]:
    """A host's cookies go to all of its ports, and the other provider has some of its own."""
    return [each for each in await page.context.cookies() if each.get("name", "").startswith("moments")]


async def whose(page: Page, site: Site) -> Any:
    """The first name, None for nobody, or the error's code."""
    _, answer = await page.evaluate(ASK, [f"{site.base}/graphql", VIEWER])
    if "errors" in answer:
        return answer["errors"][0]["extensions"]["code"]
    viewer = answer["data"]["viewer"]
    return viewer and viewer["person"]["firstName"]


async def test_somebody_signs_in_and_comes_back_to_where_they_were(page: Page, site: Site) -> None:
    await sign_in(page, site)
    assert await whose(page, site) == "Ann"
    _, answer = await page.evaluate(ASK, [f"{site.base}/graphql", VIEWER])
    assert answer["data"]["viewer"]["session"] == {"device": "Chrome on Linux", "current": True}
    (cookie,) = await own_cookies(page)
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == ("moments", True, "Lax", "/")
    assert cookie["expires"] == -1
    assert (
        await page.evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)") == "{}{}"
    )


async def test_signing_out_ends_the_session_here_and_in_the_other_window_s_socket(page: Page, site: Site) -> None:
    await sign_in(page, site)
    async with page.context.expect_page() as opened:
        await page.evaluate("address => { window.open(address) }", f"{site.base}/healthz")
    window = await opened.value
    assert await window.evaluate(FOLLOW, f"{site.base}/graphql") == "connection_ack"
    location = await page.evaluate(LOG_OUT, f"{site.base}/auth/logout")
    assert await window.evaluate("window.ended") == [4403, "Your session has ended; sign in again"]
    await page.goto(location)
    if site.other is not None:  # it asks, as it gets no ID token as a hint
        await page.get_by_role("button", name="Yes, sign me out").click()
        await page.wait_for_url(f"{site.base}/")
    assert page.url == f"{site.base}/"
    assert await own_cookies(page) == []
    assert await whose(page, site) is None


async def test_who_was_away_too_long_signs_in_again(page: Page, site: Site) -> None:
    await sign_in(page, site)
    site.clock.pass_(minutes=61)
    assert await page.evaluate(FOLLOW, f"{site.base}/graphql") == "connection_ack"  # by nobody
    assert await whose(page, site) is None
    assert await own_cookies(page) == []
    await sign_in(page, site)
    assert await whose(page, site) == "Ann"
    site.clock.at = datetime.now(UTC) + timedelta(seconds=1)


async def test_a_callback_in_another_browser_is_refused(page: Page, another: Page, site: Site) -> None:
    await page.goto(f"{site.base}/auth/login")
    callback = "**/auth/callback?*"
    await page.route(callback, lambda route: route.abort())
    async with page.expect_request(callback) as caught:
        await site.log_in(page, "ann")
    await another.goto((await caught.value).url)
    await expect(another.get_by_role("heading", level=1)).to_have_text("This sign-in can't go on")
    assert await own_cookies(another) == []
    await another.get_by_role("link", name="Sign in").click()
    await expect(another.get_by_role("heading", level=1)).to_have_text(re.compile("Sign.in"))


async def test_nobody_is_led_to_another_site(page: Page, site: Site) -> None:
    await page.goto(f"{site.base}/auth/login?next=//evil.example/queue")
    await site.log_in(page, "ann")
    await page.wait_for_url(f"{site.base}/")


async def test_who_is_nobody_here_is_told_so(page: Page, site: Site) -> None:
    await page.goto(f"{site.base}/auth/login?next=/queue")
    await site.log_in(page, "somebody")
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find you in the State's records")
    await expect(page.get_by_role("main")).to_contain_text("If you're new, it can take a few days")
    await page.set_viewport_size({"width": 360, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_page_of_another_site_may_neither_ask_nor_follow(page: Page, site: Site) -> None:
    await sign_in(page, site)
    elsewhere = site.base.replace("127.0.0.1", "localhost")
    await page.goto(f"{elsewhere}/healthz")
    asked = """async (address) => fetch(address, {method: "POST", credentials: "include", mode: "no-cors",
      headers: {"content-type": "text/plain"}, body: "{}"}).then(answer => answer.type, () => "refused")"""
    assert await page.evaluate(asked, f"{site.base}/graphql") == "opaque"  # sent, and 415 without the cookie
    with pytest.raises(Error, match="Failed to fetch"):  # JSON is asked about first, and never allowed
        await page.evaluate(ASK, [f"{site.base}/graphql", VIEWER])
    assert await page.evaluate(FOLLOW, f"{site.base}/graphql") == [1006, ""]
    with pytest.raises(Error, match="Failed to fetch"):
        await page.evaluate(LOG_OUT, f"{site.base}/auth/logout")
    await page.goto(f"{site.base}/healthz")
    assert await whose(page, site) == "Ann"


async def test_the_other_provider_ends_the_session_behind_the_browser_s_back(
    page: Page, another: Page, site: Site
) -> None:
    if site.other is None:
        pytest.skip("the development issuer has no sessions of its own")
    await sign_in(another, site)
    await sign_in(page, site)
    assert await page.evaluate(FOLLOW, f"{site.base}/graphql") == "connection_ack"
    async with page.context.expect_page() as opened:
        await page.evaluate("address => { window.open(address) }", f"{site.other.issuer}/session/end")
    window = await opened.value
    await window.get_by_role("button", name="Yes, sign me out").click()
    assert await page.evaluate("window.ended") == [4403, "Your session has ended; sign in again"]
    assert await whose(page, site) is None
    assert await whose(another, site) == "Ann"  # another session there, with a `sid` of its own
