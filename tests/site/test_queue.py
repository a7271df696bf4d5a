"""The supervisor's queue while others act on it: nothing jumps, nothing is decided twice, nothing typed is lost."""

import asyncio
from base64 import b64decode
from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.site.people import People, answers_held, overflow, violations
from tests.site.server import SiteServer
from tests.site.teams import Applied, Team, teams

pytestmark = pytest.mark.long
QUEUE = "/queue"
SAID_APART = 5_000
"""Milliseconds between two announcements, at least."""


@pytest.fixture(scope="module")
def all_teams(site: SiteServer) -> Iterator[Team]:
    return teams(site, 9)


@pytest.fixture
def team(all_teams: Iterator[Team]) -> Team:
    return next(all_teams)


def row(page: Page, application: Applied) -> Locator:
    return page.locator(f"[id='application-{application.id}']")


def approve(page: Page, application: Applied) -> Locator:
    return page.get_by_role("button", name=f"Approve {application.name}'s mentee application", exact=True)


def deny(page: Page, application: Applied) -> Locator:
    return page.get_by_role("button", name=f"Deny {application.name}'s mentee application", exact=True)


async def test_an_application_arrives_by_itself_and_two_presses_approve_it(people: People, team: Team) -> None:
    page = await people.sign_in(team.supervisor, QUEUE)
    await expect(page.get_by_text("No applications wait for you.")).to_be_visible()
    assert await violations(page) == []
    (new,) = team.apply()
    await expect(row(page, new)).to_contain_text("New")
    await expect(page).to_have_title("(1) Your queue - MOMENTS")
    await expect(page.locator("#say")).to_have_text(f"New: {new.name}, mentee application. 1 waits.")
    await expect(page.get_by_text(": 1 new.")).to_be_visible()
    await approve(page, new).click()
    heading = page.get_by_role("heading", name=f"Approve {new.name} as a mentee?")
    await expect(heading).to_be_focused()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name="Yes, approve").click()
    note = row(page, new).locator(".note")
    await expect(note).to_be_focused()
    await expect(note).to_contain_text(f"You approved {new.name}'s mentee application")
    await expect(page.get_by_text("That was the last one.")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("button", name="Dismiss").click()
    await expect(row(page, new)).to_have_count(0)
    assert team.read(new)["state"] == "APPROVED"


async def test_two_people_of_one_name_are_told_apart_by_their_email(
    people: People, site: SiteServer, team: Team
) -> None:
    one, other = team.apply(2)
    site.rows("UPDATE employees SET first_name = 'Jo', last_name = 'Li' WHERE email IN (?, ?)", one.email, other.email)
    page = await people.sign_in(team.supervisor, QUEUE)
    for each in (one, other):
        name = f"Jo Li ({each.email})"
        await expect(page.get_by_role("heading", name=name)).to_be_visible()
        await expect(
            page.get_by_role("button", name=f"Approve {name}'s mentee application", exact=True)
        ).to_be_visible()


WATCH = """element => {
  const seen = { top: [], said: [], since: performance.now() };
  window.watched = seen;
  const region = document.getElementById("say");
  new MutationObserver(() => region.textContent && seen.said.push(region.textContent))
    .observe(region, { childList: true, characterData: true, subtree: true });
  const look = () => {
    const painted = ([{ boundingClientRect }], observer) => {
      seen.top.push(boundingClientRect.top);
      observer.disconnect();
    };
    new IntersectionObserver(painted).observe(element);
    requestAnimationFrame(look);
  };
  look();
}"""
"""Where an element is in each frame as it is painted, and what is said meanwhile."""


async def painted(page: Page) -> list[float]:
    return list(await page.evaluate("window.watched.top"))


async def test_what_is_under_the_pointer_does_not_move_while_twenty_things_happen(people: People, team: Team) -> None:
    waiting = team.apply(6)
    page = await people.sign_in(team.supervisor, QUEUE)
    third = approve(page, waiting[2])
    await third.hover()
    await third.evaluate(WATCH)

    def happen() -> None:
        team.approve_in_lieu(waiting[0])
        team.withdraw(waiting[1])
        team.approve_in_lieu(waiting[4])
        for new in team.apply(3):
            team.send_again(new)
            team.send_again(new)
        team.send_again(waiting[5])

    await asyncio.to_thread(happen)
    await expect(page.get_by_role("link", name="Waiting 6")).to_be_visible()
    await expect(row(page, waiting[0]).locator(".note")).to_contain_text("in lieu of you: Extended leave.")
    await expect(row(page, waiting[1]).locator(".note")).to_contain_text("took the mentee application back.")
    await expect(page.locator("#say")).to_contain_text("wait")
    said = await page.evaluate("window.watched.said")
    lasted = await page.evaluate("performance.now() - window.watched.since")
    tops = await painted(page)
    assert max(tops) - min(tops) < 1
    assert 1 <= len(said) <= 2 + lasted // SAID_APART, said
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name="Clear all 3 notes").first.click()
    await expect(page.locator("ul.rows .note")).to_have_count(0)
    await expect(page.get_by_role("heading", name="Decided while you were out")).to_be_visible()
    await page.get_by_role("button", name="Mark all 2 as seen").click()
    await expect(page.locator(".note")).to_have_count(0)


async def test_a_row_stays_under_the_pointer_though_two_above_it_become_notes_in_one_moment(
    people: People, team: Team
) -> None:
    waiting = team.apply(6)
    page = await people.sign_in(team.supervisor, QUEUE)
    second = await row(page, waiting[1]).bounding_box()
    assert second
    await page.evaluate("top => scrollTo(0, top)", second["y"] + 40)  # the first row seen is the second, in half
    third = approve(page, waiting[2])
    await third.hover()
    await third.evaluate(WATCH)
    released = await answers_held(page)
    await asyncio.to_thread(team.approve_in_lieu, waiting[0])
    await asyncio.to_thread(team.withdraw, waiting[1])
    released.set()
    for gone in waiting[:2]:
        await expect(row(page, gone).locator(".note")).to_be_attached()
    tops = await painted(page)
    assert max(tops) - min(tops) < 1


async def test_who_decides_and_types_on_in_another_row_keeps_the_focus(people: People, team: Team) -> None:
    (first, second) = team.apply(2)
    page = await people.sign_in(team.supervisor, QUEUE)
    await approve(page, first).click()
    await expect(page.get_by_role("heading", name=f"Approve {first.name} as a mentee?")).to_be_focused()
    released = await answers_held(page)
    await page.get_by_role("button", name="Yes, approve").click()
    await deny(page, second).click()
    await page.get_by_role("textbox", name="Message to").click()
    await page.keyboard.type("Let us ")
    released.set()
    await expect(row(page, first).locator(".note")).to_contain_text("You approved")
    await page.keyboard.type("talk next week.")
    await expect(page.get_by_role("textbox", name="Message to")).to_have_value("Let us talk next week.")


async def test_who_types_while_somebody_else_decides_keeps_the_words(people: People, team: Team) -> None:
    (first, second) = team.apply(2)
    page = await people.sign_in(team.supervisor, QUEUE, permissions=["clipboard-read", "clipboard-write"])
    await deny(page, first).click()
    await page.get_by_role("textbox", name="Message to").type("Let us talk next week.")
    team.approve_in_lieu(first)
    await expect(row(page, first)).to_contain_text("Your message was not sent.")
    await expect(row(page, first)).to_contain_text("in lieu of you: Extended leave.")
    await expect(page.get_by_role("textbox", name="Message to")).to_have_value("Let us talk next week.")
    assert await violations(page) == []
    await page.get_by_role("button", name="Copy your message").click()
    assert await page.evaluate("navigator.clipboard.readText()") == "Let us talk next week."
    await row(page, first).get_by_role("button", name="Dismiss").click()
    await expect(row(page, first).locator(".note")).to_be_visible()
    await expect(deny(page, second)).to_be_visible()


async def test_an_application_that_was_sent_anew_is_read_again_before_it_is_decided(people: People, team: Team) -> None:
    (one,) = team.apply(1, bio="The first bio.")
    page = await people.sign_in(team.supervisor, QUEUE)
    await approve(page, one).click()
    team.send_again(one)
    await page.get_by_role("button", name="Yes, approve").click()
    await expect(row(page, one)).to_contain_text("changed this application after you opened it")
    await expect(row(page, one)).to_contain_text("Changed")
    assert team.read(one)["state"] == "SUBMITTED"
    await page.get_by_role("button", name="Yes, approve").click()
    await expect(row(page, one).locator(".note")).to_be_focused()
    assert team.read(one)["state"] == "APPROVED"


async def test_of_nine_at_once_the_one_decided_meanwhile_is_named(people: People, team: Team) -> None:
    waiting = team.apply(9)
    page = await people.sign_in(team.supervisor, QUEUE)
    await page.get_by_role("button", name="Approve selected").click()
    await expect(page.get_by_text("Select at least one application.")).to_be_visible()
    await page.get_by_text("Select all 9").click()
    await page.get_by_role("button", name="Approve selected").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Approve 9 applications?")
    assert await violations(page) == []
    assert await overflow(page) == 0
    team.approve_in_lieu(waiting[3])
    await page.get_by_role("button", name="Yes, approve").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("8 approved, 1 not")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    refused = page.get_by_role("row").nth(1)
    await expect(refused).to_contain_text(waiting[3].name)
    await expect(refused).to_contain_text("approved")
    assert await violations(page) == []
    await page.get_by_role("link", name="Back to your queue").click()
    await expect(page.get_by_text("No applications wait for you.")).to_be_visible()


async def test_a_server_that_starts_again_loses_nothing_and_doubles_nothing(
    people: People, team: Team, site: SiteServer
) -> None:
    (first, second) = team.apply(2)
    page = await people.sign_in(team.supervisor, QUEUE)
    await deny(page, first).click()
    await page.get_by_role("textbox", name="Message to").type("Let us talk next week.")
    await asyncio.to_thread(site.stop)
    await page.get_by_role("button", name="Yes, deny").click()
    await expect(row(page, first)).to_contain_text("We don't know yet if it went through.")
    await expect(page.get_by_role("textbox", name="Message to")).to_have_value("Let us talk next week.")
    await expect(page.get_by_text("Live updates are paused.").first).to_be_visible(timeout=15_000)
    assert await violations(page) == []
    await asyncio.to_thread(site.start)
    (third,) = team.apply(1)
    team.approve_in_lieu(second)
    await expect(page.get_by_text("Live again.").first).to_be_visible(timeout=15_000)
    await expect(row(page, third)).to_contain_text("New")
    await expect(row(page, second).locator(".note")).to_contain_text("in lieu of you")
    await page.get_by_role("button", name="Try again").click()
    await expect(row(page, first).locator(".note")).to_contain_text("You denied")
    assert team.read(first) | {"submittedAt": ""} == {
        "submittedAt": "",
        "state": "DENIED",
        "decision": {"message": "Let us talk next week."},
    }
    subject = b64decode(first.id + "==").decode().partition(":")[2]
    assert site.rows("SELECT count(*) FROM events WHERE type = 'application.denied' AND subject = ?", subject) == [(1,)]


async def test_three_are_decided_by_keyboard_alone(people: People, team: Team) -> None:
    waiting = team.apply(3)
    page = await people.sign_in(team.supervisor, QUEUE)
    for application in waiting:
        await tab_to(page, f"Approve {application.name}'s mentee application")
        await page.keyboard.press("Enter")
        await tab_to(page, "Yes, approve")
        await page.keyboard.press("Space")
        await expect(row(page, application).locator(".note")).to_be_focused()
    await expect(page.get_by_text("That was the last one.")).to_be_visible()


async def test_escape_closes_the_panel_and_keeps_what_was_typed(people: People, team: Team) -> None:
    (one, other) = team.apply(2)
    page = await people.sign_in(team.supervisor, QUEUE)
    await deny(page, one).click()
    await page.get_by_label("Use an opening").select_option("Workload")
    await page.get_by_role("button", name="Put it in the message").click()
    await page.get_by_role("button", name="Yes, deny").click()
    await expect(page.get_by_text("Finish the sentence, or remove it.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(deny(page, one)).to_be_focused()
    await deny(page, other).click()
    await page.reload()
    await deny(page, one).click()
    await expect(page.get_by_role("textbox", name="Message to")).to_have_value(
        "Thank you for applying. I can't approve it right now because ..."
    )


async def test_the_team_is_a_row_for_each_person(people: People, team: Team) -> None:
    (one,) = team.apply(1)
    page = await people.sign_in(team.supervisor, "/queue/team")
    await expect(page.get_by_text("Nobody of your team takes part yet.")).to_be_visible()
    await expect(page.get_by_role("row").filter(has_text=one.name)).to_contain_text("As a mentee")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_label("Show", exact=True).select_option("Takes part")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_text("0 people, by name.")).to_be_visible()


async def test_four_hundred_rows_come_in_pages_of_fifty(people: People, team: Team, site: SiteServer) -> None:
    crowd(site, team, 400)
    page = await people.sign_in(team.supervisor, QUEUE)
    await expect(page).to_have_title("(400) Your queue - MOMENTS")
    await expect(page.locator("ul.rows > li")).to_have_count(50)
    await expect(page.get_by_text("350 more on the next page.")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("link", name="Next page").click()
    await expect(page.locator("ul.rows > li")).to_have_count(50)
    await expect(page.get_by_role("link", name="First page")).to_be_visible()


async def tab_to(page: Page, name: str) -> None:
    """Presses Tab until a control of that name has the focus."""
    control = page.get_by_role("button", name=name, exact=True)
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await control.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {name}")


def crowd(site: SiteServer, team: Team, count: int) -> None:
    """So many applications wait for the team's supervisor, with long names and bios."""
    (one,) = team.apply(1, bio="word " * 380)
    columns = [name for _, name, *_ in site.rows("PRAGMA table_info(applications)") if name not in {"id", "applicant"}]
    same = ", ".join(columns)
    site.rows(
        f"INSERT INTO applications (id, applicant, {same})"
        f" SELECT lower(hex(randomblob(16))), e.id, {', '.join(f'a.{name}' for name in columns)}"
        " FROM employees e, (SELECT * FROM applications WHERE applicant = (SELECT id FROM employees WHERE email = ?)) a"
        " WHERE e.left_on IS NULL AND e.id NOT IN (SELECT applicant FROM applications) AND e.email <> ? LIMIT ?",
        one.email,
        team.supervisor,
        str(count - 1),
    )
    site.rows(
        "UPDATE employees SET last_name = ?"
        " WHERE id IN (SELECT applicant FROM applications WHERE bio LIKE 'word %' LIMIT 5)",
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Smithe",
    )
