"""Each role's way through the program, in browsers of their own, also where the server is killed under them."""

import asyncio
import csv
import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from moments.cli.database import opened, units_of_work
from moments.demo.demo_roles import DemoRole
from moments.graphql.shared import ids
from moments.infrastructure.directory.writer import write_directory
from moments.infrastructure.web import SITE
from tests.browser.chromium import lacking
from tests.site.conftest import NOT_BUILT
from tests.site.killed_server import KilledServer
from tests.site.people import People
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"
PATIENCE = 20_000
"""Milliseconds: several browsers and a server share the machine."""
APPLICANTS = """
SELECT e.email, e.first_name || ' ' || e.last_name, s.email FROM employees e JOIN employees s ON s.id = e.supervisor
WHERE e.left_on IS NULL AND s.left_on IS NULL AND e.employment = 'full_time' AND NOT coalesce(e.at_risk, 0)
  AND NOT e.improvement_plan AND NOT e.discipline AND e.id NOT IN (SELECT applicant FROM applications)
  AND e.id NOT IN (SELECT supervisor FROM employees WHERE supervisor IS NOT NULL)
  AND e.id NOT IN (SELECT person FROM administrators) AND e.id NOT IN (SELECT person FROM office_members)
ORDER BY e.email
"""
"""Eligible people without an application, and their supervisors."""
SUGGESTED = """{ viewer { suggestionList { suggestions(first: 5) {
  nodes { rank canRequest mentor { name } person { email } } } } } }"""
PAIRS = """SELECT p.id, m.email, p.note FROM mentorships p JOIN employees m ON m.id = p.mentor
  JOIN employees e ON e.id = p.mentee WHERE e.email = ?"""
EMAILS_TWICE = """SELECT kind, count(*) FROM letters JOIN employees e ON e.id = recipient WHERE e.email = ?
  GROUP BY kind, data HAVING count(*) > 1"""


@pytest.fixture(scope="module")
def site(played: tuple[str, list[DemoRole]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[KilledServer]:
    if not (SITE / "index.html").is_file():
        lacking(NOT_BUILT)
    url, cast = played
    folder = tmp_path_factory.mktemp("journey")
    shutil.copyfile(url.split("///", 1)[1], folder / "moments.db")
    server = KilledServer(f"sqlite:///{folder}/moments.db", folder, {part.role: part for part in cast})
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@dataclass(frozen=True, slots=True)
class Applicant:
    email: str
    name: str
    supervisor: str

    @property
    def first(self) -> str:
        return self.name.split(" ", 1)[0]


@pytest.fixture(scope="module")
def applicants(site: KilledServer) -> Iterator[Applicant]:
    """Each time another one, with another supervisor."""
    rows = {row[2]: row for row in site.rows(APPLICANTS)}
    return itertools.starmap(Applicant, rows.values())


def heading(page: Page, level: int = 1) -> Locator:
    return page.get_by_role("heading", level=level)


async def press(page: Page, name: str | re.Pattern[str], *, exact: bool = False) -> None:
    await page.get_by_role("button", name=name, exact=exact).first.click()


async def fill_in_form(page: Page, bio: str) -> None:
    await page.get_by_label("Working hours").select_option(index=2)
    await page.get_by_label("Short bio").fill(bio)
    for skill in ("Delegation", "Networking", "Growth Mindset"):
        await press(page, f"Add {skill} to")


def queued(page: Page, name: str) -> Locator:
    return page.locator("ul.rows > li", has_text=name)


async def run_quarter(page: Page) -> str:
    """The office runs each stage that is planned, the next quarter's; which quarter it was."""
    rows = page.locator("li[id^='stage-']")
    await rows.first.wait_for()
    for row in await rows.all():
        await row.get_by_role("button", name="Run now").click()
        title = await row.get_by_role("heading", level=3).inner_text()
        await press(page, "Yes, run it now")
        done = row.get_by_text("ran it on")
        named, meant = page.get_by_label("Type the stage's name"), page.get_by_label("Yes, the matching is meant")
        await expect(done.or_(named).or_(meant)).to_be_visible()
        if await named.is_visible():
            await named.fill(title)
            await press(page, "Yes, run it now")
            await expect(done.or_(meant)).to_be_visible()
        if await meant.is_visible():
            await page.get_by_text("Yes, the matching is meant").click()
            await press(page, "Yes, run it now")
        await expect(done).to_be_visible()
    return await page.locator("#quarter").inner_text()


async def directory_files(site: KilledServer, folder: Path) -> tuple[Path, Path]:
    """As the personnel system would export what the program has of it."""
    async with opened(site.settings) as database, units_of_work(database, site.settings)() as unit:
        people, departments = await unit.directory.all(), await unit.directory.departments()
    return write_directory(people.values(), departments.values(), folder)


def changed(employees: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    with employees.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    change(rows)
    with employees.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, columns)
        sheet.writeheader()
        sheet.writerows(rows)


@pytest.mark.rule("MAT-2", "APP-2")
async def test_the_office_imports_a_directory_runs_a_quarter_and_reads_the_results(
    people: People, site: KilledServer, applicants: Iterator[Applicant], tmp_path: Path
) -> None:
    """Somebody comes, who applies at once; somebody leaves; somebody goes to another team while their application
    waits."""
    moves, leaves, stays = next(applicants), next(applicants), next(applicants)
    employees, departments = await directory_files(site, tmp_path)
    new: dict[str, str] = {}

    def change(rows: list[dict[str, str]]) -> None:
        known = {row["email"]: row for row in rows}
        known[moves.email]["supervisor_id"] = known[stays.supervisor]["employee_id"]
        new.update(known[stays.email], employee_id="N-1", first_name="Zora", last_name="Newcomer")
        new["email"] = "zora.newcomer@oa.mo.example"
        rows.append(new)
        rows.remove(known[leaves.email])

    mover = await people.sign_in(moves.email, "/be-a-mentee/application")
    await fill_in_form(mover, "I am about to change teams.")
    await press(mover, "Save", exact=True)
    await press(mover, "Send to")
    before = await people.sign_in(moves.supervisor, "/queue")
    after = await people.sign_in(stays.supervisor, "/queue")
    leaver = await people.sign_in(leaves.email, "/be-a-mentee/application")
    await expect(queued(before, moves.name)).to_be_visible()

    office = await people.sign_in(OFFICE, "/office/imports")
    good = employees.read_bytes()
    changed(employees, lambda rows: rows[0].update(hire_date="31.12.2024"))
    await upload(office, employees, departments)
    await expect(office.get_by_role("heading", name="1 problem in the files")).to_be_visible()
    await expect(office.get_by_role("row").filter(has_text="hire_date")).to_contain_text("2")
    await office.get_by_role("link", name="Upload other files").click()
    employees.write_bytes(good)
    changed(employees, change)
    await upload(office, employees, departments)
    await expect(heading(office)).to_have_text("What these files would change")
    await expect(office.get_by_role("link", name="People who are new: 1, by name")).to_be_visible()
    assert site.rows("SELECT count(*) FROM employees WHERE email = ?", new["email"]) == [(0,)]
    await press(office, "Import: 1 come, 1 leave")
    await press(office, "Yes, import")
    await expect(heading(office)).to_have_text("What the import changed")

    await expect(queued(after, moves.name).get_by_role("button", name="Approve")).to_be_visible()
    await expect(queued(before, moves.name).get_by_role("button", name="Approve")).to_have_count(0)
    await leaver.reload()
    await expect(leaver.get_by_role("link", name="Sign in").first).to_be_visible()
    newcomer = await people.sign_in(new["email"], "/be-a-mentee/application")
    await expect(newcomer.get_by_text("Zora").first).to_be_visible()
    await expect(newcomer.get_by_text(new["job_title"]).first).to_be_visible()

    await office.get_by_role("link", name="Cycle", exact=True).first.click()
    quarter = await run_quarter(office)
    await office.get_by_role("link", name="Matching", exact=True).first.click()
    await office.get_by_role("table").get_by_role("link", name=quarter).first.click()
    await expect(office.get_by_role("heading", name="would have a mentor if all ask down their lists")).to_be_visible()
    await office.get_by_role("link", name="Results", exact=True).first.click()
    await expect(heading(office)).to_contain_text("Results of")
    for part in ("Who takes part", "How long supervisors take", "What mentees and mentors say"):
        await expect(office.get_by_role("heading", name=part)).to_be_visible()
    await expect(office.get_by_role("table").first).to_be_attached()


async def upload(page: Page, employees: Path, departments: Path) -> None:
    await page.get_by_label("Employees").set_input_files(employees)
    await page.get_by_label("Departments").set_input_files(departments)
    await press(page, "Check them")


@pytest.mark.rule("WEB-1", "WEB-2", "APP-6", "MAT-2", "MAT-4", "REQ-1", "REQ-4", "REQ-5", "MEN-5", "SUR-1")
async def test_from_an_application_to_both_surveys_everybody_sees_what_the_others_do(
    people: People, site: KilledServer, applicants: Iterator[Applicant]
) -> None:
    me = next(applicants)
    supervisor = await people.sign_in(me.supervisor, "/queue")
    mentee = await people.sign_in(me.email, "/")
    await mentee.get_by_role("link", name="Be a Mentee").first.click()
    await mentee.get_by_role("link", name="Create Mentee Application").click()
    await fill_in_form(mentee, "I keep the radios of the patrol cars alive.")
    await press(mentee, "Save", exact=True)
    await press(mentee, "Send to")
    await expect(heading(mentee)).to_contain_text("Your application is with")

    await expect(queued(supervisor, me.name)).to_contain_text("New")
    await press(supervisor, f"Approve {me.name}'s mentee application")
    await press(supervisor, "Yes, approve")
    await expect(queued(supervisor, me.name)).to_contain_text("You approved")
    await expect(mentee.get_by_text("approved it on").first).to_be_visible()

    await mentee.get_by_role("link", name="Home").first.click()
    await expect(mentee.get_by_text("Now: you take part as a mentee.")).to_be_visible()
    await expect(mentee.get_by_role("heading", name="Recommended mentors")).to_have_count(0)
    office = await people.sign_in(OFFICE, "/office/cycle")
    await run_quarter(office)
    await mentee.get_by_role("link", name=re.compile("on your list of recommended mentors")).click()

    await expect(mentee.get_by_role("button", name="Ask ").first).to_be_visible()
    listed = site.ask(me.email, SUGGESTED)["viewer"]["suggestionList"]["suggestions"]["nodes"]
    chosen = next(each for each in listed if each["canRequest"])
    name, email = chosen["mentor"]["name"], chosen["person"]["email"]
    mentor = await people.sign_in(email, "/requests")
    await press(mentee, f"Ask {name}")
    await mentee.get_by_label("A note to").fill("I would like to lead a crew.")
    await press(mentee, "Yes, ask")
    await mentee.get_by_role("link", name="Open your request").first.click()
    await expect(heading(mentee)).to_have_text(f"Your request to {name}")

    await mentor.get_by_role("link", name=f"Read and answer {me.name}'s request").click()
    await expect(mentor.get_by_text("I keep the radios of the patrol cars alive.")).to_be_visible()
    await press(mentor, "Accept")
    await expect(heading(mentor)).to_have_text(f"You are {me.first}'s mentor")
    await mentor.get_by_role("link", name="Open the mentorship").click()
    await mentee.get_by_role("link", name="Open the mentorship").click()
    await expect(heading(mentee)).to_have_text(f"{name}, your mentor")

    await mentee.get_by_role("link", name="Propose a meeting").last.click()
    await propose(mentee)
    await mentor.get_by_role("link", name="Answer for this meeting").click()
    await press(mentor, "Confirm this time")
    await expect(mentee.get_by_text("You both confirmed it.")).to_be_visible()
    await mentee.get_by_role("link", name=re.compile("^Your mentorship with")).click()
    await mentee.get_by_role("link", name="End this mentorship").click()
    await mentee.get_by_text("It is complete").click()
    await press(mentee, "End it as complete")
    await expect(heading(mentee)).to_have_text(f"Your mentorship with {name} has ended")
    await mentor.get_by_role("link", name=re.compile("^Your mentorship with")).click()
    for page in (mentee, mentor):
        await page.get_by_role("link", name="Fill in the survey").first.click()
        await page.get_by_label("Comments or concerns").fill("It helped.")
        await press(page, "Send your answers")
        await expect(heading(page)).to_have_text("Thank you")

    await office.get_by_role("link", name="Survey answers", exact=True).click()
    await expect(office.get_by_role("row").filter(has_text=me.name)).to_be_visible()
    await expect(office.get_by_role("row").filter(has_text=name)).to_be_visible()


async def propose(page: Page) -> None:
    """One of the times that fit both, or where none does, one that the two agree on."""
    fits = page.get_by_role("group", name="Times that fit you both").locator("label")
    await fits.first.click()
    await press(page, "Propose this time")
    await expect(page.get_by_text("has not answered yet.")).to_be_visible()


class Kill:
    """The server is killed between a press and its answer, and started again."""

    def __init__(self, site: KilledServer) -> None:
        self._site = site

    async def before_it_arrives(self, page: Page, button: str) -> None:
        await page.get_by_role("button", name=button).first.wait_for()
        self._site.freeze()
        async with page.expect_request(lambda request: request.method == "POST"):
            await press(page, button)
        await self._over_and_again()

    async def before_it_answers(self, page: Page, button: str) -> None:
        """What was asked for has been done."""
        lost = asyncio.Event()

        async def lose(route: Route) -> None:
            if "mutation" not in (route.request.post_data or ""):
                return await route.fallback()
            await route.fetch()
            self._site.kill()
            await route.abort("connectionreset")
            lost.set()

        await page.route("**/graphql", lose)
        await press(page, button)
        await asyncio.wait_for(lost.wait(), 20)
        await page.unroute("**/graphql", lose)
        await self._over_and_again()

    async def _over_and_again(self) -> None:
        self._site.kill()
        await asyncio.to_thread(self._site.start)


async def press_again(page: Page, button: str, done: Locator) -> None:
    """Unless the page finds out by itself what became of it."""
    again = page.get_by_role("button", name=button).first
    await expect(again.or_(done).first).to_be_visible()
    with suppress(PlaywrightTimeout):
        await again.click(timeout=2_000)
    await expect(done).to_be_visible()


def doubled(site: SiteServer, subject: str) -> list[Any]:
    """What happened more than once to that application, mentorship or survey."""
    return site.rows("SELECT type, count(*) FROM events WHERE subject = ? GROUP BY type HAVING count(*) > 1", subject)


async def test_a_server_that_is_killed_loses_nothing_doubles_nothing_and_nobody_types_again(
    people: People, site: KilledServer, applicants: Iterator[Applicant]
) -> None:
    me, kill = next(applicants), Kill(site)
    supervisor = await people.sign_in(me.supervisor, "/queue")
    mentee = await people.sign_in(me.email, "/be-a-mentee/application")
    bio = mentee.get_by_label("Short bio")
    await bio.press_sequentially("I mend bridges ")
    site.kill()
    await bio.press_sequentially("over the Osage.")
    await mentee.get_by_label("Working hours").select_option(index=2)
    for skill in ("Delegation", "Networking", "Growth Mindset"):
        await press(mentee, f"Add {skill} to")
    await press(mentee, "Save")
    await expect(mentee.get_by_text("We don't know yet if it went through.")).to_be_visible()
    await asyncio.to_thread(site.start)
    await mentee.reload()
    await expect(bio).to_have_value("I mend bridges over the Osage.")
    await expect(mentee.get_by_role("button", name="Remove Growth Mindset")).to_be_visible()
    await press(mentee, "Save")
    await kill.before_it_arrives(mentee, "Send to")
    await press_again(mentee, "Send to", mentee.get_by_role("heading", name="Your application is with"))
    ((application, kept),) = site.rows(
        "SELECT a.id, a.bio FROM applications a JOIN employees e ON e.id = a.applicant WHERE e.email = ?", me.email
    )
    assert kept == "I mend bridges over the Osage."

    await expect(queued(supervisor, me.name)).to_contain_text("New")
    await press(supervisor, f"Approve {me.name}'s mentee application")
    await kill.before_it_answers(supervisor, "Yes, approve")
    await press_again(supervisor, "Try again", queued(supervisor, me.name).get_by_text("You approved"))
    await expect(mentee.get_by_text("approved it on").first).to_be_visible()
    assert doubled(site, application) == []

    await mentee.goto(f"{site.base}/search")
    await press(mentee, "Ask ")
    await mentee.get_by_label("A note to").fill("How do you plan a crew's year?")
    await kill.before_it_answers(mentee, "Yes, ask")
    await press_again(mentee, "Yes, ask", mentee.get_by_role("link", name="Open your request").first)
    ((pair, mentor_email, note),) = site.rows(PAIRS, me.email)
    assert note == "How do you plan a crew's year?"
    mentor = await people.sign_in(mentor_email, f"/requests/{ids.encode('Mentorship', pair)}")
    await mentor.get_by_label("A message to").fill("Gladly.")
    await kill.before_it_arrives(mentor, "Accept")
    await press_again(mentor, "Accept", mentor.get_by_role("heading", name=f"You are {me.first}'s mentor"))
    await mentee.goto(f"{site.base}/mentorships/{ids.encode('Mentorship', pair)}/end")
    await mentee.get_by_text("It is complete").click()
    await press(mentee, "End it as complete")
    await mentee.get_by_role("link", name="Fill in the survey").first.click()
    await mentee.get_by_label("Comments or concerns").press_sequentially("It helped me ")
    site.kill()
    await mentee.get_by_label("Comments or concerns").press_sequentially("a lot.")
    await asyncio.to_thread(site.start)
    await mentee.reload()
    await expect(mentee.get_by_label("Comments or concerns")).to_have_value("It helped me a lot.")
    await kill.before_it_answers(mentee, "Send your answers")
    thanked = mentee.get_by_role("heading", name="Thank you").or_(mentee.get_by_text("You answered on"))
    await press_again(mentee, "Send your answers", thanked)
    assert len(site.rows(PAIRS, me.email)) == 1
    assert doubled(site, pair) == []
    assert site.rows(EMAILS_TWICE, me.email) == []
    answered = site.rows("SELECT answers FROM surveys WHERE mentorship = ? AND answered_at IS NOT NULL", pair)
    assert len(answered) == 1
    assert "It helped me a lot." in answered[0][0]
