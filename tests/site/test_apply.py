"""Applying: the front of each role, the form with its ranked skills, what is kept, and the page of an application."""

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer
from tests.site.teams import Team, teams

pytestmark = pytest.mark.long
LOOKER = "has not applied yet"
"""Who only looks at the form, and never saves it."""
FORM = "/be-a-mentee/application"
TREE = Path(__file__).parent / "trees" / "application-form.txt"
OLD_BROWSER = "delete Element.prototype.moveBefore"
"""As in Safari: rows that move are taken out of the page, which drops the focus."""
HIDE = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""The page is put in the background."""
LONG_BIO = f"{'x' * 300} {'Long days in the field, and a night shift. ' * 39}"[:1990]


Newcomers = Iterator[str]


@pytest.fixture(scope="module")
def found(site: SiteServer) -> tuple[Team, Team]:
    """Two teams of people who have not applied."""
    one, other = itertools.islice(teams(site, 12), 2)
    return one, other


@pytest.fixture(scope="module")
def team(found: tuple[Team, Team]) -> Team:
    return found[0]


@pytest.fixture(scope="module")
def other_supervisor(found: tuple[Team, Team]) -> str:
    return found[1].supervisor


@pytest.fixture(scope="module")
def newcomers(team: Team) -> Newcomers:
    """Emails of people who have never applied: another one each time."""
    return (email for email, _ in team.reports)


RETIRE = "mutation($input: RetireSkillInput!) { retireSkill(input: $input) { errors { message } } }"
REINSTATE = "mutation($input: ReinstateSkillInput!) { reinstateSkill(input: $input) { errors { message } } }"


async def add(page: Page, *skills: str) -> None:
    for skill in skills:
        await page.get_by_role("button", name=f"Add {skill} to").click()


async def fill_in(page: Page, bio: str = "I mend radios and would like to lead a crew.") -> None:
    await page.get_by_label("Working hours").select_option(index=2)
    await page.get_by_label("Short bio").fill(bio)
    await add(page, "Delegation", "Networking", "Growth Mindset")


async def save(page: Page) -> None:
    await page.get_by_role("button", name="Save", exact=True).click()


async def heading(page: Page, words: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(words)


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"))


def ranked(page: Page, which: str = "Career") -> Locator:
    return page.get_by_role("list", name=f"Selected {which} Skills Ranked In Order").get_by_role("listitem")


async def sent_by(page: Page) -> str:
    """Fills in, saves and sends; returns the address of the application."""
    await fill_in(page)
    await save(page)
    await page.get_by_role("button", name="Send to").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Your application is with")
    return "/" + page.url.split("/", 3)[3]


async def test_the_button_of_each_role_signs_in_and_comes_back_to_the_form(people: People, site: SiteServer) -> None:
    for role, words in (("mentor", "Create Mentor Application"), ("mentee", "Create Mentee Application")):
        page = await people.visitor(f"/be-a-{role}")
        await expect(page.get_by_role("link", name=words, exact=True)).to_be_visible()
        assert await violations(page) == []
        assert await overflow(page) == 0
    await page.get_by_role("link", name=words, exact=True).click()
    await page.get_by_label("Work email").fill(site.email(LOOKER))
    await page.get_by_role("button", name="Sign in", exact=True).last.click()
    await page.wait_for_url(f"{site.base}{FORM}")
    await heading(page, "Mentee application")


@pytest.mark.rule("APP-2", "APP-3", "APP-4", "APP-6", "WEB-1")
async def test_an_application_is_filled_in_checked_sent_and_its_decision_arrives_by_itself(
    people: People, team: Team, newcomers: Newcomers
) -> None:
    page = await people.sign_in(next(newcomers), FORM)
    assert await violations(page) == []
    await save(page)
    await expect(page.get_by_role("heading", name="There is a problem. Your draft is kept.")).to_be_visible()
    await expect(page).to_have_title("Error: Mentee application - MOMENTS")
    assert "Choose your working hours." in await focused(page)
    assert await violations(page) == []
    await page.get_by_role("link", name="Write a short bio.").click()
    await expect(page.get_by_label("Short bio")).to_be_focused()
    await page.get_by_role("link", name="Choose at least 3 skills. You have chosen 0.").click()
    assert (await focused(page)).startswith("Add >>")
    await fill_in(page)
    await save(page)
    await heading(page, "Check your mentee application")
    await expect(page.get_by_text("It is not sent yet.")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("link", name="Change short bio").click()
    await expect(page.get_by_label("Short bio")).to_be_focused()
    await save(page)
    await page.get_by_role("button", name="Send to").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Your application is with")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert await violations(page) == []
    assert await overflow(page) == 0
    supervisor = await people.sign_in(team.supervisor, "/" + page.url.split("/", 3)[3])
    assert await violations(supervisor) == []
    await supervisor.get_by_role("button", name="Approve").first.click()
    await supervisor.get_by_role("button", name="Yes, approve").click()
    await expect(supervisor.get_by_text("You approved")).to_be_visible()
    await expect(page.get_by_text("approved it on").first).to_be_visible()
    await expect(page.locator("#say")).to_contain_text("approved", timeout=8_000)
    assert await violations(page) == []


@pytest.mark.rule("APP-4")
async def test_a_move_keeps_the_focus_on_its_button_in_every_browser(people: People) -> None:
    for script in ("", OLD_BROWSER):
        page = await people.sign_in(LOOKER, FORM)
        await page.context.add_init_script(script)
        await page.reload()
        await add(page, "Delegation", "Networking", "Collaboration")
        up = page.get_by_role("button", name="Move up Collaboration")
        await up.focus()
        for _ in range(3):
            await page.keyboard.press("Enter")
            await expect(up).to_be_focused()
        await expect(page.locator("#say")).to_have_text("Collaboration is already 1st.")
        down = page.get_by_role("button", name="Move down Collaboration")
        await down.focus()
        for _ in range(3):
            await page.keyboard.press("Enter")
            await expect(down).to_be_focused()
        await expect(ranked(page).nth(2)).to_contain_text("3rd Collaboration")
        await page.keyboard.press("Alt+ArrowUp")
        await expect(down).to_be_focused()
        await expect(page.locator("#say")).to_have_text("Collaboration moved to 2nd of 3.")
        await page.get_by_role("button", name="Remove Collaboration").click()
        await expect(page.get_by_role("button", name="Remove Networking")).to_be_focused()
        await page.get_by_role("button", name="Remove Networking").click()
        await page.get_by_role("button", name="Remove Delegation").click()
        assert (await focused(page)).startswith("No career skills chosen.")


@pytest.mark.rule("APP-4")
async def test_add_says_what_it_did_and_why_it_does_no_more(people: People) -> None:
    page = await people.sign_in(LOOKER, FORM)
    await page.get_by_role("button", name="Add Delegation").dblclick()
    await expect(ranked(page)).to_have_count(1)
    await expect(page.locator("#say")).to_have_text("Delegation is chosen already, 1st.")
    await add(page, "Networking", "Collaboration", "Resiliency", "Goal Setting", "Growth Mindset", "Time Management")
    why = "You have chosen 6, the most. Remove one to add Time Management."
    await expect(page.get_by_text(why, exact=True).first).to_be_visible()
    await expect(page.get_by_role("button", name="Add Time Management")).to_be_focused()
    await expect(page.get_by_text("6 of 6 chosen.").first).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_a_skill_is_dragged_by_its_handle_and_escape_puts_it_back(people: People) -> None:
    page = await people.sign_in(LOOKER, FORM)
    await add(page, "Delegation", "Networking", "Collaboration")
    handles = ranked(page).locator(".drag-handle")

    async def drag(*, escape: bool) -> None:
        await handles.first.scroll_into_view_if_needed()
        start, end = await handles.first.bounding_box(), await handles.nth(2).bounding_box()
        assert start
        assert end
        await page.mouse.move(start["x"] + 20, start["y"] + 20)
        await page.mouse.down()
        await page.mouse.move(end["x"] + 20, end["y"] + 40, steps=4)
        await expect(page.locator(".drop-line")).to_be_visible()
        if escape:
            await page.keyboard.press("Escape")
        await page.mouse.up()

    await drag(escape=True)
    await expect(ranked(page).first).to_contain_text("1st Delegation")
    await drag(escape=False)
    await expect(ranked(page).first).to_contain_text("1st Networking")
    await expect(ranked(page).nth(2)).to_contain_text("3rd Delegation")
    await expect(page.get_by_role("button", name="Move up Delegation")).to_be_focused()


async def test_what_is_typed_outlives_a_lost_connection_a_reload_and_a_session_that_ends(
    people: People, site: SiteServer, newcomers: Newcomers
) -> None:
    email = next(newcomers)
    page = await people.sign_in(email, FORM)
    await fill_in(page)
    await page.context.set_offline(True)
    await save(page)
    await expect(page.get_by_role("link", name="Write a short bio.")).to_have_count(0)
    await expect(page.get_by_text("You're offline. Nothing was sent.")).to_be_visible()
    await page.context.set_offline(False)
    site.stop()
    await save(page)
    await expect(page.get_by_text("We don't know yet if it went through.")).to_be_visible()
    site.start()
    await page.reload()
    await expect(page.get_by_text("We kept what you typed.")).to_be_visible()
    await expect(page.get_by_label("Short bio")).to_have_value("I mend radios and would like to lead a crew.")
    await expect(ranked(page)).to_have_count(2)
    await page.context.clear_cookies()
    await save(page)
    await expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    await page.get_by_role("link", name="Sign in again").click()
    await page.get_by_label("Work email").fill(email)
    await page.get_by_role("button", name="Sign in", exact=True).last.click()
    await expect(page.get_by_label("Short bio")).to_have_value("I mend radios and would like to lead a crew.")
    await save(page)
    await heading(page, "Check your mentee application")


async def test_close_keeps_the_draft_and_says_by_when_to_send_it(people: People, newcomers: Newcomers) -> None:
    page = await people.sign_in(next(newcomers), "/be-a-mentee")
    await page.get_by_role("link", name="Create Mentee Application").click()
    await page.get_by_label("Short bio").fill("Half a bio.")
    await page.get_by_role("button", name="Close", exact=True).click()
    await heading(page, "Be a Mentee")
    await expect(page.get_by_text("Your draft is kept. Send it by")).to_be_visible()
    await expect(page.get_by_text("Not sent yet.")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("link", name="Continue your application").click()
    await expect(page.get_by_label("Short bio")).to_have_value("Half a bio.")


@pytest.mark.rule("APP-9")
async def test_two_windows_with_the_same_draft_are_told_and_nothing_is_lost(
    people: People, site: SiteServer, newcomers: Newcomers
) -> None:
    one = await people.sign_in(next(newcomers), FORM)
    await one.get_by_label("Short bio").fill("First.")
    await save(one)
    await expect(one.get_by_text("Draft kept at")).to_be_visible()
    other = await one.context.new_page()
    await other.goto(f"{site.base}{FORM}")
    await expect(other.get_by_label("Short bio")).to_have_value("First.")
    await one.get_by_label("Short bio").fill("From the one.")
    await other.get_by_label("Short bio").fill("From the other.")
    await save(other)
    await expect(other.get_by_text("Draft kept at")).to_be_visible()
    await save(one)
    warning = one.get_by_role("group", name="Warning: This application was changed in another window")
    await expect(warning).to_contain_text("From the other.")
    await expect(one.get_by_label("Short bio")).to_have_value("From the one.")
    assert await violations(one) == []
    await one.get_by_role("button", name="Keep mine").click()
    await expect(warning).to_have_count(0)
    async with one.expect_response(lambda answer: "SaveApplication" in (answer.request.post_data or "")):
        await save(one)
    await other.reload()
    await expect(other.get_by_label("Short bio")).to_have_value("From the one.")
    await other.get_by_label("Short bio").fill("Typed and not saved.")
    await other.evaluate(HIDE)
    await expect(other.get_by_text("Draft kept at")).to_be_visible()
    await one.reload()
    await expect(one.get_by_label("Short bio")).to_have_value("Typed and not saved.")
    await fill_in(one)
    await save(one)
    await one.get_by_role("button", name="Send to").click()
    await expect(other.get_by_text("in another window.")).to_be_visible()
    await expect(other.get_by_role("link", name="Open it")).to_be_visible()
    assert await violations(other) == []


async def test_the_form_is_filled_in_and_sent_by_keyboard_alone_on_a_small_screen(
    people: People, newcomers: Newcomers
) -> None:
    page = await people.sign_in(next(newcomers), FORM, width=320)

    async def tab_to(words: str) -> None:
        for _ in range(80):
            await page.keyboard.press("Tab")
            if words in str(await page.evaluate("document.activeElement.id + ' ' + document.activeElement.innerText")):
                return
        raise AssertionError(f"Tab never came to {words}")

    await tab_to("workingHours")
    await page.keyboard.press("ArrowDown")
    await tab_to("bio")
    await page.keyboard.type("I mend radios.")
    for skill in ("Delegation", "Networking", "Goal Setting"):
        await tab_to(f"{skill} to")
        await page.keyboard.press("Enter")
    await tab_to("Save")
    await page.keyboard.press("Enter")
    await heading(page, "Check your mentee application")
    assert await overflow(page) == 0
    await tab_to("Send to")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Your application is with")


@pytest.mark.rule("APP-7")
async def test_another_supervisor_is_named_while_it_waits_and_the_old_one_can_not_open_it(
    people: People, team: Team, other_supervisor: str, site: SiteServer, newcomers: Newcomers
) -> None:
    page = await people.sign_in(next(newcomers), FORM)
    address = await sent_by(page)
    ((first, last),) = site.rows("SELECT first_name, last_name FROM employees WHERE email = ?", other_supervisor)
    await page.get_by_role("button", name="My supervisor is away for a long time").click()
    await page.get_by_label("Supervisor's work email").fill("nobody@nowhere.mo.example")
    await page.get_by_role("button", name="Send it to this supervisor").click()
    await expect(page.get_by_label("Supervisor's work email")).to_be_focused()
    assert await violations(page) == []
    await page.get_by_label("Supervisor's first name").fill(first)
    await page.get_by_label("Supervisor's last name").fill(last)
    await page.get_by_label("Supervisor's work email").fill(other_supervisor)
    await page.get_by_role("button", name="Send it to this supervisor").click()
    await expect(page.get_by_text("Name another only while your supervisor is on extended leave.")).to_be_visible()
    await page.get_by_text("My supervisor is on extended leave").click()
    await page.get_by_role("button", name="Send it to this supervisor").click()
    await expect(page.get_by_text(f"With {first} {last} since")).to_be_visible()
    named = await people.sign_in(other_supervisor, address)
    await expect(named.get_by_text("named you as the supervisor who decides.")).to_be_visible()
    former = await people.sign_in(team.supervisor, address)
    await heading(former, "You can't open this page")


@pytest.mark.rule("APR-1", "APP-9")
async def test_what_changed_while_it_was_read_is_not_approved(people: People, team: Team, newcomers: Newcomers) -> None:
    page = await people.sign_in(next(newcomers), FORM)
    address = await sent_by(page)
    supervisor = await people.sign_in(team.supervisor, address)
    await supervisor.get_by_role("button", name="Approve").first.click()
    await supervisor.get_by_label("Message to").fill("Welcome.")
    await page.get_by_role("button", name="Withdraw it").click()
    assert await violations(page) == []
    await page.get_by_role("button", name="Yes, withdraw it").click()
    await expect(supervisor.get_by_text("Your message was not sent.")).to_be_visible()
    await page.get_by_role("button", name="Apply again").click()
    await page.get_by_label("Short bio").fill("Quite another bio.")
    await save(page)
    await page.get_by_role("button", name="Send to").click()
    await expect(supervisor.get_by_text("Quite another bio.")).to_be_visible()
    await expect(supervisor.get_by_text("changed this application after you opened it.")).to_be_visible()
    await expect(supervisor.get_by_label("Message to")).to_have_value("Welcome.")
    await supervisor.get_by_role("button", name="Yes, approve").click()
    await expect(supervisor.get_by_text("Read it again, then decide.")).to_be_visible()
    await expect(page.get_by_text("approved it on")).to_have_count(0)


@pytest.mark.rule("ELIG-5")
async def test_which_criterion_is_not_met_is_told_to_the_person_alone(people: People) -> None:
    page = await people.sign_in("not eligible", "/be-a-mentor")
    await expect(page.get_by_role("heading", name="Note: You can't apply right now")).to_be_visible()
    await expect(page.get_by_role("link", name="Create Mentor Application")).to_have_count(0)
    assert await violations(page) == []


@pytest.mark.rule("APP-9")
async def test_an_approved_application_is_changed_at_once_and_leaving_unsaved_is_asked(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in("mentor, a request waits", "/be-a-mentor")
    await page.get_by_role("link", name="Change your application").click()
    await expect(page.get_by_role("heading", name="Your supervisor")).to_have_count(0)
    assert await violations(page) == []
    await page.get_by_label("Short bio").fill(LONG_BIO)
    await page.get_by_role("button", name="Close", exact=True).click()
    dialog = page.get_by_role("dialog", name="Leave without saving?")
    await expect(dialog).to_be_visible()
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Stay").click()
    await expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
    await save(page)
    await expect(page.get_by_text("Your changes are in.")).to_be_visible()
    await heading(page, "Your mentor application")
    assert await overflow(page) == 0
    assert await violations(page) == []


@pytest.mark.rule("APP-5")
async def test_a_retired_skill_stays_and_is_asked_about_before_it_goes_for_good(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in("mentee with a mentor", "/be-a-mentee")
    await page.get_by_role("link", name="Change your application").click()
    await ranked(page, "Soft").or_(ranked(page)).first.wait_for()
    own = page.locator("[data-skill]").first
    skill, name = await own.get_attribute("data-skill"), await own.locator(".skill-name").inner_text()
    site.ask("program office", RETIRE, {"input": {"skill": skill}})
    try:
        await page.reload()
        await expect(own).to_contain_text("No longer offered")
        await own.get_by_role("button", name=f"Remove {name}").click()
        await expect(own.get_by_text(f"If you remove {name}, you can't choose it again.")).to_be_focused()
        assert await violations(page) == []
        await own.get_by_role("button", name="Cancel").click()
        await expect(own.get_by_role("button", name=f"Remove {name}")).to_be_focused()
        await page.get_by_label("Short bio").fill("The retired skill stays.")
        await save(page)
        await expect(page.get_by_text("Your changes are in.")).to_be_visible()
        await expect(page.get_by_text("No longer offered")).to_be_visible()
    finally:
        site.ask("program office", REINSTATE, {"input": {"skill": skill}})


@pytest.mark.rule("APR-4", "WEB-2")
async def test_the_page_of_an_application_offers_each_reader_what_they_can_do(people: People, team: Team) -> None:
    (waits,) = team.apply(bio=LONG_BIO)
    address = f"/applications/{waits.id}"
    administrator = await people.sign_in(team.administrator, address)
    await heading(administrator, f"{waits.name}'s mentee application")
    await administrator.get_by_role("button", name="Approve").first.click()
    await expect(administrator.get_by_role("button", name="Yes, approve")).to_have_count(0)
    assert await violations(administrator) == []
    assert await overflow(administrator) == 0
    office = await people.sign_in("program office", address)
    await heading(office, f"{waits.name}'s mentee application")
    await expect(office.get_by_role("heading", name="What happened so far")).to_be_visible()
    await expect(office.get_by_role("button", name="Approve")).to_have_count(0)
    assert await violations(office) == []


def anybodys(tree: str) -> str:
    """The tree without what is the person's own: facts, names, and addresses."""
    tree = re.sub(r"(definition|time):( .*)?(\n +- time: .*)?", r"\1: ...", tree)
    tree = re.sub(r"[\w.'-]+@[\w.-]+", "...", tree)
    tree = re.sub(r"text: (?!Something)[^\n\"]*,\n", "text: ...,\n", tree)
    return re.sub(r"(send it to )[^.\n]*", r"\1...", tree) + "\n"


async def test_the_forms_tree_for_screen_readers_is_the_one_that_was_read(people: People) -> None:
    """`WRITE_TREES=1` writes it anew: read it before it is committed."""
    page = await people.sign_in(LOOKER, FORM)
    await add(page, "Delegation", "Networking", "Growth Mindset")
    tree = anybodys(await page.locator("form").aria_snapshot())
    if os.environ.get("WRITE_TREES"):
        TREE.write_text(tree)
    assert tree == TREE.read_text()
