"""One visit in Chromium: what is loaded, when the largest part of the page is painted, and how a click is answered.

The browser's cache is empty, its processor slowed down, and the server warm.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, CDPSession, Locator, Page

from benchmarks.site.visits import Visit

SETTLED_MS = 1_000
_OBSERVE = """
window.painted = 0; window.answered = 0; window.clicked = 0; window.changed = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => { window.painted = each.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => list.getEntries().filter(each => each.interactionId)
  .forEach(each => { window.answered = Math.max(window.answered, each.duration); }))
  .observe({ type: "event", durationThreshold: 16, buffered: true });
addEventListener("click", event => {
  window.clicked = event.timeStamp;
  new MutationObserver(() => { window.changed = performance.now(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}, { capture: true });
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Script in kB by gzip, times in milliseconds. `answered`: from the click to the next paint; less than 16 is 0.
    `changed`: to the last change within a second. None where there was nothing of that name to click."""

    visit: Visit
    script: float
    painted: float
    answered: float | None
    changed: float | None


async def measure(
    context: BrowserContext, base: str, visit: Visit, *, built: Path, slowed: float, times: int
) -> Figures:
    """Medians of several loads. `built`: the site's folder."""
    loads = [await _load(context, base, visit, built, slowed) for _ in range(times)]
    clicked = [each for each in loads if each.answered is not None and each.changed is not None]
    return Figures(
        visit,
        median(each.script for each in loads),
        median(each.painted for each in loads),
        median(each.answered or 0 for each in clicked) if clicked else None,
        median(each.changed or 0 for each in clicked) if clicked else None,
    )


async def _load(context: BrowserContext, base: str, visit: Visit, built: Path, slowed: float) -> Figures:
    page = await context.new_page()
    await page.add_init_script(_OBSERVE)
    scripts: set[str] = set()
    page.on("response", lambda answer: scripts.add(urlsplit(answer.url).path.rpartition("/")[2]))
    browser = await context.new_cdp_session(page)
    await browser.send("Network.clearBrowserCache")
    await browser.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    await page.goto(f"{base}{visit.path}")
    await _settle(page)
    script = sum(_gzipped(built / "assets" / name) for name in scripts if name.endswith(".js"))
    painted = float(await page.evaluate("window.painted"))
    answered, changed = await _click(page, browser, visit.click)
    await page.close()
    return Figures(visit, script / 1000, painted, answered, changed)


async def _settle(page: Page) -> None:
    """The page's own requests are done; a socket stays open, and does not count."""
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(SETTLED_MS)


async def _click(page: Page, browser: CDPSession, name: str) -> tuple[float | None, float | None]:
    found = await _named(page, name)
    if found is None:
        return None, None
    await found.scroll_into_view_if_needed()
    await found.click(no_wait_after=True)
    await page.wait_for_timeout(SETTLED_MS)
    answered = float(await page.evaluate("window.answered"))
    return answered, float(await page.evaluate("Math.max(0, window.changed - window.clicked)"))


async def _named(page: Page, name: str) -> Locator | None:
    beginning = re.compile(rf"^\s*{re.escape(name)}")
    for role in ("button", "link"):
        found = page.get_by_role(role, name=beginning).first
        if await found.count():
            return found
    return None


def _gzipped(script: Path) -> int:
    """Bytes; the build compresses what is worth it."""
    compressed = script.with_name(f"{script.name}.gz")
    return (compressed if compressed.is_file() else script).stat().st_size
