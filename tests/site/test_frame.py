"""The frame of each page: navigation, titles, focus, and what is said when an address leads nowhere."""

import pytest
from playwright.async_api import Request, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"


async def test_the_navigation_names_the_places_of_a_persons_roles_and_where_one_is(people: People) -> None:
    page = await people.sign_in(OFFICE, "/resources")
    places = page.get_by_role("navigation", name="Main").get_by_role("link")
    await expect(places.filter(has_text="Program office")).to_be_visible()
    await expect(places.filter(has_text="Your queue")).to_have_count(0)
    await expect(page.locator("[aria-current=page]").first).to_have_text("Resources")
    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_an_address_that_leads_nowhere_says_so(people: People) -> None:
    page = await people.visitor("/no/such/page")
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find that page")
    assert await violations(page) == []


async def test_a_page_of_ones_own_asks_to_sign_in_and_is_come_back_to(people: People) -> None:
    page = await people.visitor("/queue")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to go on")
    link = page.get_by_role("main").get_by_role("link", name="Sign in")
    assert "next=%2Fqueue" in (await link.get_attribute("href") or "")


async def test_who_is_signed_in_is_asked_once_and_before_the_script_is_there(people: People) -> None:
    page = await people.sign_in(OFFICE, "/resources")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(_what(each)))
    await page.reload()
    await expect(page.get_by_role("button", name="Account: ")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    sessions = [index for index, what in enumerate(asked) if what == "Session"]
    assert len(sessions) == 1
    assert all(what != "Contact" for what in asked[: sessions[0]]), asked


def _what(request: Request) -> str:
    """The operation's name, or the address of what is no operation."""
    body = request.post_data_json if request.url.endswith("/graphql") else None
    return str(body["operationName"]) if body else request.url


async def test_a_link_puts_the_focus_on_the_next_pages_heading(people: People) -> None:
    page = await people.sign_in(OFFICE, "/")
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Resources").click()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await expect(page).to_have_title("Resources - MOMENTS")


async def test_the_menu_of_a_phone_opens_in_the_page_and_escape_closes_it(people: People) -> None:
    page = await people.sign_in(OFFICE, "/resources", width=360)
    menu = page.get_by_role("button", name="Menu")
    await menu.click()
    await expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Home")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").focus()
    await page.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Home")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_long_first_name_is_cut_and_the_header_stays_one_line(
    people: People, site: SiteServer, width: int
) -> None:
    page = await people.sign_in(OFFICE, "/resources", width=width)
    bar, name = page.locator(".site-header__bar"), "Wilhelmina-Alexandrina-Bartholomea"
    before = await bar.bounding_box()
    site.rows(
        "UPDATE employees SET first_name = ?, last_name = ? WHERE email = ?", name, "Fitz" * 12, site.email(OFFICE)
    )
    await page.reload()
    account = page.get_by_role("button", name=f"Account: {name}")
    await expect(account).to_be_visible()
    after = await bar.bounding_box()
    assert before
    assert after
    assert after["height"] == before["height"]
    assert await overflow(page, width) == 0
    assert await violations(page) == []
