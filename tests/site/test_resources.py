"""Resources: everybody reads them, signed out too; the office revises them (WEB-3)."""

import re

import pytest
from playwright.async_api import expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = [pytest.mark.long, pytest.mark.rule("WEB-3")]
OFFICE, MENTEE = "program office", "mentee with a mentor"


async def test_the_texts_that_emails_link_to_are_read_without_a_sign_in(people: People) -> None:
    for slug, title in (
        ("agreement", "The Mentorship Agreement"),
        ("first-meeting", "The first meeting"),
        ("questions", "Questions and answers"),
    ):
        page = await people.visitor(f"/resources/{slug}")
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        await expect(page).to_have_title(f"{title} - MOMENTS")
        await expect(page.get_by_role("navigation", name="Breadcrumb").get_by_role("link")).to_have_count(2)
        assert await violations(page) == []
        assert await overflow(page) == 0


async def test_a_question_opens_its_answer_by_keyboard(people: People) -> None:
    page = await people.visitor("/resources/questions")
    question = page.locator("summary", has_text="Who can be a mentor?")
    await question.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("is employed full-time,", exact=True)).to_be_visible()
    assert await violations(page) == []


async def test_an_address_with_a_question_opens_that_answer(people: People) -> None:
    page = await people.visitor("/resources/meetings")
    await page.get_by_role("link", name="what to do").click()
    told = page.get_by_text("Reports of it don't belong in a mentorship's meetings.")
    await expect(told).to_be_visible()
    await expect(page.locator("summary", has_text="May we talk about discrimination")).to_be_focused()


async def test_all_answers_open_at_once_and_on_paper(people: People) -> None:
    page = await people.visitor("/resources/questions")
    closed = page.locator("details:not([open])")
    await expect(page.locator("details")).to_have_count(32)
    await page.get_by_role("button", name="Open all answers").click()
    await expect(closed).to_have_count(0)
    await page.get_by_role("button", name="Close all answers").click()
    await expect(closed).to_have_count(32)
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    await expect(closed).to_have_count(0)
    await page.emulate_media(media="print")
    await expect(page.get_by_text("Report it to Human Resources at once.")).to_be_visible()
    await expect(page.get_by_role("button", name="Close all answers")).to_be_hidden()


async def test_a_blank_agreement_is_printed_alone(people: People) -> None:
    page = await people.visitor("/resources/agreement")
    count = "document.querySelectorAll('.not-printed').length"
    await page.evaluate(f"window.printed = []; window.print = () => window.printed.push({count}); 0")
    text = page.get_by_text("You can change it later")
    button = page.get_by_role("button", name="Print a blank form")
    await expect(text).to_be_visible()
    await expect(button).to_be_visible()
    before = await page.locator(".not-printed").count()
    await button.click()
    assert await page.evaluate("window.printed") == [before + 1]
    await expect(text).to_be_visible()


async def test_an_address_of_no_text_says_so(people: People) -> None:
    page = await people.visitor("/resources/no-such-text")
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find that page")


@pytest.mark.rule("APR-8")
async def test_whom_to_ask_is_named_with_addresses_that_open(people: People, site: SiteServer) -> None:
    page = await people.visitor("/resources")
    await expect(page.get_by_role("link", name="Questions and answers")).to_be_visible()
    await page.get_by_label("Department").select_option(index=1)
    await expect(page.get_by_role("term")).to_have_text(["Human Resources", "Travel and budget"])
    main = page.get_by_role("main")
    assert await main.locator("a[href^='mailto:']").count() >= 2
    await expect(main.locator("a[href='tel:5735264500']")).to_be_visible()
    await expect(main.get_by_role("link", name="Sign in")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0


@pytest.mark.rule("APR-8")
async def test_ones_own_department_is_chosen_first_with_its_administrators(people: People) -> None:
    page = await people.sign_in(MENTEE, "/resources")
    chosen = page.get_by_label("Department").locator("option:checked")
    await expect(chosen).not_to_have_text("Choose a department")
    await expect(page.get_by_role("heading", name=re.compile("^Administrators$"))).to_be_visible()
    assert await violations(page) == []


async def test_the_office_revises_a_text_and_everybody_reads_it(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/resources")
    await page.get_by_role("main").get_by_role("link", name="The basics").click()
    box = page.get_by_label("Text", exact=True)
    before = await box.input_value()
    await box.fill("# The basics\n\nBe kind, **always**.\n\n![a](/b)")
    await page.get_by_role("button", name="Preview").click()
    await expect(page.get_by_role("heading", name="Preview")).to_be_focused()
    await expect(page.get_by_text("This text can't be saved yet.")).to_be_visible()
    assert await violations(page) == []

    await page.get_by_role("button", name="Save").click()
    await expect(page).to_have_title(re.compile("^Error: "))
    await expect(page.get_by_role("link", name="Line 5: A picture can't be shown here. Remove it.")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0

    await box.fill("# The basics\n\nBe kind, **always**.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Version 2 is on the site now.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Version 2, on the site now")).to_be_visible()
    reader = await people.visitor("/resources/basics")
    await expect(reader.get_by_text("Be kind, always.")).to_be_visible()
    await expect(reader.get_by_role("link", name="Edit this text")).to_have_count(0)

    await page.get_by_role("button", name="Put this text into the box version 1").click()
    await expect(box).to_be_focused()
    await expect(box).to_have_value(before)
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Version 3, on the site now")).to_be_visible()
    assert await violations(page) == []


async def test_what_is_typed_survives_a_reload_and_another_s_version(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/resources/meetings")
    box = page.get_by_label("Text", exact=True)
    await box.fill("# Meetings\n\nMine.")
    await page.wait_for_timeout(500)
    await page.reload()
    await expect(box).to_have_value("# Meetings\n\nMine.")
    await expect(page.get_by_text("We kept what you typed.")).to_be_visible()

    found = site.ask(OFFICE, '{ resource(slug: "meetings") { id version } }')["resource"]
    given = {"resource": found["id"], "markdown": "# Meetings\n\nTheirs.", "expectedVersion": found["version"]}
    query = "mutation($input: ReviseResourceInput!) { reviseResource(input: $input) { errors { code } } }"
    assert site.ask(OFFICE, query, {"input": given})["reviseResource"]["errors"] == []
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Version 2 was saved meanwhile")).to_be_visible()
    await expect(box).to_have_value("# Meetings\n\nMine.")
    assert await violations(page) == []
    await page.get_by_role("button", name="Keep mine").click()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Version 3 is on the site now.")).to_be_visible()


async def test_nobody_else_opens_the_editor(people: People) -> None:
    page = await people.sign_in(MENTEE, "/office/resources/meetings")
    await expect(page.get_by_role("heading", level=1)).to_have_text("You can't open this page")
