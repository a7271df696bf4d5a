"""Every address of the site, as somebody who finds something there: nothing that axe objects to, nothing cut off."""

import json
from collections import defaultdict

import pytest
from playwright.async_api import FilePayload, Page

from moments.infrastructure.web import SITE
from tests.site.addresses import OFFICE, SHOWN, place
from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
WRONG = {"You can't open this page", "We can't find that page", "Sign in to go on"}
EMPTY: FilePayload = {"name": "empty.csv", "mimeType": "text/csv", "buffer": b"employee_id\n"}
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => Number(each.tagName[1]))"


def _addresses() -> list[str]:
    found: list[str] = json.loads((SITE / "addresses.json").read_text()) if (SITE / "addresses.json").is_file() else []
    return found


def test_each_address_that_somebody_is_named_for_is_one_of_the_site() -> None:
    assert not _addresses() or SHOWN.keys() - _addresses() == set()


async def test_every_page_is_sound_for_one_who_finds_something_there(people: People, site: SiteServer) -> None:
    await _check_files(people)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for address in _addresses():
        who, path = place(site, address)
        places[who].append(path)
    assert places
    found = []
    for who, paths in places.items():
        page = await (people.sign_in(who) if who else people.visitor())
        for path in paths:
            await page.goto(f"{site.base}{path}")
            found += [f"{path}, as {who or 'anybody'}: {each}" for each in await _problems(page)]
        await page.context.close()
    assert found == []


async def _check_files(people: People) -> None:
    """The demo's directory came from no file: one that is refused is an import too."""
    page = await people.sign_in(OFFICE, "/office/imports")
    await page.get_by_label("Employees").set_input_files(EMPTY)
    await page.get_by_label("Departments").set_input_files(EMPTY)
    await page.get_by_role("button", name="Check them").click()
    await page.wait_for_url("**/office/imports/*")
    await page.context.close()


async def _problems(page: Page) -> list[str]:
    heading = page.get_by_role("heading", level=1)
    await heading.first.wait_for()
    await page.wait_for_load_state("networkidle")
    title = await heading.first.inner_text()
    levels = await page.evaluate(HEADINGS)
    wide = await overflow(page)
    return [
        *await violations(page),
        *([title] if title in WRONG else []),
        *(["more than one h1"] if await heading.count() > 1 else []),
        *(["the title of the tab is not the page's"] if not (await page.title()).endswith("MOMENTS") else []),
        *(["a level of headings is skipped"] if _skips(levels) else []),
        *([f"scrolls sideways by {wide} pixels"] if wide else []),
    ]


def _skips(levels: list[int]) -> bool:
    return any(after - before > 1 for before, after in zip([0, *levels], levels, strict=False))
