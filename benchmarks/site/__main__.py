"""`python -m benchmarks.site`: what README.md says under "Site"."""

import argparse
import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, BrowserContext, async_playwright

from benchmarks.site.measure import Figures, measure
from benchmarks.site.server import demo_server, moments
from benchmarks.site.visits import VISITS, Visit
from moments.infrastructure.web import SITE

_HEAD = f"{'page':<28}{'as':<32}{'script kB':>10}{'painted ms':>11}{'answered ms':>12}{'changed ms':>11}  clicked"


def _line(each: Figures) -> str:
    click = f"{each.visit.click} ..." if each.answered is not None else f"(nothing named {each.visit.click})"
    figures = f"{each.script:>10.1f}{each.painted:>11.0f}{_number(each.answered):>12}{_number(each.changed):>11}"
    return f"{each.visit.path:<28}{each.visit.role or 'nobody':<32}{figures}  {click}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


async def _signed_in(browser: Browser, base: str, email: str | None) -> BrowserContext:
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    if email is not None:
        page = await context.new_page()
        await page.goto(f"{base}/auth/login?next=/healthz")
        await page.get_by_label("Work email").fill(email)
        await page.get_by_role("button", name="Sign in", exact=True).last.click()
        await page.wait_for_url(f"{base}/healthz")
        await page.close()
    return context


async def _visits(folder: Path, base: str, visits: list[Visit], slowed: float, times: int) -> list[Figures]:
    options = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    figures: list[Figures] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        for visit in visits:
            context = await _signed_in(browser, base, visit.role and moments(folder, "who", visit.role))
            await measure(context, base, visit, built=SITE, slowed=1, times=1)  # warms the server
            figures.append(await measure(context, base, visit, built=SITE, slowed=slowed, times=times))
            print(_line(figures[-1]), flush=True)
            await context.close()
        await browser.close()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--slowed", type=float, default=4, help="how many times slower than here the processor is")
    parser.add_argument("--times", type=int, default=5, help="loads of each page; the medians are printed")
    parser.add_argument("--only", default="", help="the beginning of the pages' addresses")
    asked = parser.parse_args()
    if not (SITE / "index.html").is_file():
        parser.error("the site is not built; run make site")
    visits = [each for each in VISITS if each.path.startswith(asked.only)]
    with TemporaryDirectory() as name, demo_server(Path(name), asked.people) as base:
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
        print(f"The processor had {load:.1f} times what it can do when this began.\n{_HEAD}", flush=True)
        figures = asyncio.run(_visits(Path(name), base, visits, asked.slowed, asked.times))
    print(f"\nMost script: {max(each.script for each in figures):.1f} kB (60 is the limit). ", end="")
    print(f"Slowest paint: {max(each.painted for each in figures):.0f} ms (500). ", end="")
    print(f"Slowest answer: {max(each.answered or 0 for each in figures):.0f} ms (100).")


if __name__ == "__main__":
    main()
