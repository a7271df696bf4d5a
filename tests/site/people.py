"""People who look at the site, and what holds for each page that they see."""

import asyncio
import json
from functools import cache
from pathlib import Path
from typing import Any

from httpx import AsyncClient
from playwright._impl._api_structures import SetCookieParam
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Route

from tests.site.server import SiteServer

AXE = Path(__file__).parents[2] / "web" / "site" / "node_modules" / "axe-core" / "axe.min.js"
CHECKED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPECTED = ("Failed to load resource", "WebSocket connection")
"""Of the console's errors, those that a refusal or a server that is away brings by itself."""


class People:
    def __init__(self, browser: Browser, site: SiteServer) -> None:
        self._browser, self._site = browser, site
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    async def visitor(self, path: str = "/", *, width: int = 1280, **options: Any) -> Page:
        """Somebody who is not signed in."""
        context = await self._browser.new_context(viewport={"width": width, "height": 900}, **options)
        self._contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        await page.goto(f"{self._site.base}{path}")
        return page

    async def sign_in(self, who: str, path: str = "/", *, width: int = 1280, **options: Any) -> Page:
        """`who`: a role of the cast or an email. The sign-in's own pages are tried in tests/browser."""
        page = await self.visitor("/healthz", width=width, **options)
        cookie = SetCookieParam(
            name="moments", value=await self._session(who), url=self._site.base, httpOnly=True, sameSite="Lax"
        )
        await page.context.add_cookies([cookie])
        await page.goto(f"{self._site.base}{path}")
        await page.wait_for_url(f"{self._site.base}{path}")
        await page.get_by_role("heading", level=1).first.wait_for()
        return page

    async def _session(self, who: str) -> str:
        """The cookie of a new session, as the provider and the server give it to a browser."""
        browser = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0"}
        async with AsyncClient(headers=browser, follow_redirects=True, timeout=30) as client:
            asked = await client.get(f"{self._site.base}/auth/login?next=/healthz")
            await client.post(asked.url, data={**asked.url.params, "email": self._site.email(who)})
            return client.cookies["moments"]

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()
        assert self.complaints == []

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)


@cache
def _axe() -> str:
    return AXE.read_text()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now: by WCAG 2.2 AA and best practice."""
    await page.evaluate(_axe())
    found = await page.evaluate(
        "async tags => (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations", CHECKED
    )
    return [
        f"{each['id']}: {each['help']}: {json.dumps([node['html'] for node in each['nodes']])[:400]}" for each in found
    ]


async def overflow(page: Page, width: int = 320) -> int:
    """By how many pixels the page scrolls sideways at that width; tables scroll in regions of their own."""
    before = page.viewport_size
    await page.set_viewport_size({"width": width, "height": 800})
    found = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if before:
        await page.set_viewport_size(before)
    return max(0, int(found))  # a scrollbar that takes room makes it negative


async def answers_held(page: Page) -> asyncio.Event:
    """What the page asks from now on is not sent until it is set."""
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await page.route("**/graphql", hold)
    return released
