"""The administrator's dashboard: deciding in lieu of a supervisor, beside others, and naming administrators."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer
from tests.site.teams import Team, teams

pytestmark = pytest.mark.long
PLACE = "/department"


@pytest.fixture(scope="module")
def all_teams(site: SiteServer) -> Iterator[Team]:
    return teams(site, 7)


@pytest.fixture
def team(all_teams: Iterator[Team]) -> Team:
    return next(all_teams)


async def test_six_are_decided_for_one_supervisor_with_the_ground_stated_once(people: People, team: Team) -> None:
    waiting = team.apply(6)
    (name,) = team.site.rows("SELECT first_name || ' ' || last_name FROM employees WHERE email = ?", team.supervisor)[0]
    supervisor = await people.sign_in(team.supervisor, "/queue")
    page = await people.sign_in(team.administrator, PLACE)
    group = page.get_by_role("region", name=f"{name}: 6 wait")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name=f"Decide for {name}").click()
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_text("Choose a reason.")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_text("is out for an extended period").click()
    await page.get_by_role("button", name="Go on").click()
    await expect(group).to_contain_text(f"In lieu of {name}: Extended leave")
    await group.get_by_role("button", name=f"Deny {waiting[0].name}").click()
    await group.get_by_role("textbox", name="Message to").fill("Please ask again in spring.")
    assert await violations(page) == []
    await group.get_by_role("button", name="Yes, deny").click()
    await expect(group.locator(".note")).to_contain_text("You denied")
    await page.get_by_text("Select all 5").click()
    await page.get_by_role("button", name="Approve selected").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Approve 5 applications?")
    await expect(page.get_by_text(f"In lieu of {name}: Extended leave")).to_be_visible()
    await page.get_by_role("button", name="Yes, approve 5").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("5 approved")
    notes = supervisor.locator("ul.rows .note")
    await expect(notes).to_have_count(6)
    await expect(notes.first).to_contain_text("in lieu of you: Extended leave.")
    await notes.first.get_by_role("button", name="Mark as seen").click()
    await expect(notes).to_have_count(5)
    assert await violations(supervisor) == []


async def test_two_who_decide_the_same_are_told_by_name(people: People, team: Team) -> None:
    (one,) = team.apply(1)
    (name,) = team.site.rows("SELECT first_name || ' ' || last_name FROM employees WHERE email = ?", team.supervisor)[0]
    page = await people.sign_in(team.administrator, PLACE)
    show = page.get_by_role("button", name=f"Show the applications with {name}")
    if await show.count():
        await show.click()
    supervisor = await people.sign_in(team.supervisor, "/queue")
    await supervisor.get_by_role("button", name=f"Approve {one.name}").click()
    await supervisor.get_by_role("button", name="Yes, approve").click()
    note = page.locator(f"[id='application-{one.id}'] .note")
    await expect(note).to_contain_text(f"{name} approved {one.name}'s mentee application")
    await expect(page.get_by_role("region", name=f"{name}: none waits")).to_be_visible()


async def test_the_departments_list_is_narrowed_by_name_and_by_how_it_was_sent(people: People, team: Team) -> None:
    (one,) = team.apply(1)
    page = await people.sign_in(team.administrator, PLACE)
    await page.get_by_label("Name").fill(one.name)
    await page.get_by_role("button", name="Show", exact=True).click()
    await expect(page.get_by_text("1 application fits.")).to_be_visible()
    await page.get_by_label("Sent to").select_option("One whom the State's records don't explain")
    await page.get_by_role("button", name="Show", exact=True).click()
    await expect(page.get_by_text("0 applications fit.")).to_be_visible()
    assert await violations(page) == []


async def test_an_administrator_is_named_by_email_and_name_and_removed(people: People, team: Team) -> None:
    (_, name) = team.reports[0]
    page = await people.sign_in(team.administrator, f"{PLACE}/administrators")
    await page.get_by_label("Add an administrator").fill("nobody@nowhere.example")
    await page.get_by_role("button", name="Add").click()
    await expect(page.get_by_text("Nobody in the State's records has this email.")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_label("Add an administrator").fill(team.reports[0][0])
    await page.get_by_role("button", name="Add").click()
    await page.get_by_role("button", name=f"Yes, add {name}").click()
    await expect(page.get_by_text(f"{name} is an administrator of")).to_be_visible()
    await page.get_by_role("button", name=f"Remove {name}").click()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name=f"Yes, remove {name}").click()
    await expect(page.get_by_text(f"{name} is no longer an administrator of")).to_be_visible()


@pytest.mark.parametrize("path", ["decided", "participation", "administrators"])
async def test_the_other_pages_of_a_department_are_whole(people: People, team: Team, path: str) -> None:
    page = await people.sign_in(team.administrator, f"{PLACE}/{path}")
    await expect(page.get_by_role("table").or_(page.get_by_role("list")).last).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
