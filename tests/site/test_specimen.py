"""The specimen shows every part of the site's styles. What holds for it holds wherever the parts are used."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import lacking
from tests.site.people import overflow, violations

pytestmark = [pytest.mark.long, pytest.mark.soak]
SPECIMEN = Path(__file__).parents[2] / "web" / "site" / "specimen.html"
SHEET = SPECIMEN.parent / "src" / "styles" / "generated" / "site.css"
NOT_BUILT = "the styles are not built (`make site`, which needs Node), so they are not tried"

TOO_SMALL = """() => [...document.querySelectorAll(
    'button, input:not([type=checkbox]):not([type=radio]), select, summary, nav a, footer a, [class$=__label]'
)].filter(each => {
    const { width, height } = each.getBoundingClientRect()
    return width && Math.min(width, height) < 43.5
}).map(each => each.outerHTML.slice(0, 120))"""

CUT_OFF = """() => [...document.querySelectorAll('#site *')].filter(each => {
    const style = getComputedStyle(each)
    const hides = style.overflowX === 'hidden' && !each.matches('input, select, textarea')
    return hides && !each.closest('.folding--closed, .usa-sr-only') && each.scrollWidth > each.clientWidth + 1
}).map(each => each.outerHTML.slice(0, 120))"""

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""

SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "the system's own colors": {"color_scheme": "dark", "forced_colors": "active"},
}


@pytest.fixture
async def specimen(browser: Browser) -> AsyncIterator[Page]:
    if not SHEET.is_file():
        lacking(NOT_BUILT)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(SPECIMEN.as_uri())
    yield page
    await page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
async def test_every_part_is_right_by_axe_in_every_scheme_wide_and_narrow(
    specimen: Page, scheme: str, width: int
) -> None:
    await specimen.set_viewport_size({"width": width, "height": 900})
    await specimen.emulate_media(**SCHEMES[scheme])
    assert await violations(specimen) == []


@pytest.mark.parametrize("width", [320, 640, 1280])
async def test_whatever_is_pressed_is_44_pixels_wide_and_high(specimen: Page, width: int) -> None:
    await specimen.set_viewport_size({"width": width, "height": 900})
    assert await specimen.evaluate(TOO_SMALL) == []


async def test_nothing_scrolls_sideways_or_is_cut_at_320_pixels_however_far_apart_the_letters_stand(
    specimen: Page,
) -> None:
    assert await overflow(specimen) == 0
    await specimen.add_style_tag(content=SPACED)
    assert await overflow(specimen) == 0
    await specimen.set_viewport_size({"width": 320, "height": 900})
    assert await specimen.evaluate(CUT_OFF) == []


async def test_on_paper_there_is_nothing_to_press_and_nothing_folded_away(specimen: Page) -> None:
    await specimen.emulate_media(media="print", color_scheme="dark")
    await expect(specimen.locator(":is(header, nav, footer, .usa-button):visible")).to_have_count(0)
    await expect(specimen.get_by_text("Six months.")).to_be_visible()
    assert await specimen.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    folded = specimen.locator(".folding--closed")
    assert await folded.evaluate("box => box.scrollHeight <= box.clientHeight + 4")


async def test_the_ring_is_there_for_keys_and_not_for_clicks(specimen: Page) -> None:
    button = specimen.get_by_role("button", name="Show the dialog")
    await specimen.get_by_role("button", name="Deny selected").click()
    assert await specimen.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    await specimen.keyboard.press("Tab")
    assert await specimen.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
    await button.focus()
    await specimen.keyboard.press("Enter")
    await expect(specimen.get_by_role("dialog")).to_be_visible()
    assert await violations(specimen) == []


async def test_nothing_is_fetched_besides_the_sheet(browser: Browser) -> None:
    if not SHEET.is_file():
        lacking(NOT_BUILT)
    page = await browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(SPECIMEN.as_uri())
    await page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_built_sheet_is_small() -> None:
    if not SHEET.is_file():
        lacking(NOT_BUILT)
    assert len(gzip.compress(SHEET.read_bytes(), 9)) < 25_000
