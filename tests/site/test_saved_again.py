"""What is saved, edited and saved again at once goes on from the first save, however late the page is told."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Request, Route, expect

from tests.site.people import People
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
NEW, OFFICE = "has not applied yet", "program office"
MEANWHILE = re.compile("another window|meanwhile|while you edited|Yours were not saved")
REMINDERS = "{ viewer { reminders { settings { reminder muted } } } }"
CHOICES = "{ surveyChoices { question choices revision } }"
CYCLES = "{ viewer { officeDashboard { cycles(first: 100) { nodes { quarter stages { stage dueAt } } } } } }"
APPLICATIONS = "{ viewer { applications(first: 4) { nodes { kind bio } } } }"
HIDDEN = """Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange")); delete document.hidden"""


class Late:
    """From now on the page's queries are answered as the server stood when they were asked, once they are let go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: list[asyncio.Event] = []
        self._news = asyncio.Condition()
        self.saved = 0
        """How many mutations were answered."""

    async def begin(self, once: Locator) -> None:
        """`once`: shown when the page is whole."""
        await expect(once).to_be_visible()
        await self._page.route("**/graphql", self._answer)

    async def _answer(self, route: Route) -> None:
        answer = await route.fetch()
        if _is_mutation(route.request):
            told = next(iter((await answer.json())["data"].values()))
            assert told["errors"] == []
            async with self._news:
                self.saved += 1
                self._news.notify_all()
        else:
            async with self._news:
                self._asked.append(go := asyncio.Event())
                self._news.notify_all()
            await go.wait()
        await route.fulfill(response=answer)

    async def let_go(self) -> None:
        """The next answer reaches the page, which has asked for it by now or soon does."""
        await self._until(lambda: bool(self._asked))
        async with self._page.expect_response(lambda answer: not _is_mutation(answer.request)):
            self._asked.pop(0).set()

    async def saves(self, times: int) -> None:
        """So many are answered by now or soon are."""
        await self._until(lambda: self.saved == times)

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(holds)

    async def end(self) -> None:
        for go in self._asked:
            go.set()
        await self._page.unroute_all(behavior="wait")


def _is_mutation(request: Request) -> bool:
    return '"query":"mutation ' in (request.post_data or "")


async def saves(late: Late, button: Locator, times: int) -> None:
    await button.click()
    await late.saves(times)
    await expect(button).not_to_have_text("Saving...")
    await expect(button.page.get_by_text(MEANWHILE)).to_have_count(0)


async def test_reminders(people: People, site: SiteServer) -> None:
    page = await people.sign_in(NEW, "/reminders")
    boxes, save = page.get_by_role("checkbox"), page.get_by_role("button", name=re.compile("^Sav"))
    late = Late(page)
    await late.begin(once=boxes.nth(0))
    await boxes.nth(0).press("Space")
    await saves(late, save, 1)
    await expect(boxes.nth(0)).not_to_be_checked()
    await boxes.nth(1).press("Space")
    await saves(late, save, 2)
    await late.let_go()  # it was asked before the second save
    await expect(boxes.nth(1)).not_to_be_checked()
    await boxes.nth(0).press("Space")
    await saves(late, save, 3)
    await expect(boxes.nth(0)).to_be_checked()
    await late.end()
    muted = [each["muted"] for each in site.ask(NEW, REMINDERS)["viewer"]["reminders"]["settings"]]
    assert muted[:2] == [False, True]


async def test_what_is_edited_while_a_save_is_on_its_way_is_saved_after_it(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/reminders")
    boxes, save = page.get_by_role("checkbox"), page.get_by_role("button", name=re.compile("^Sav"))
    go = asyncio.Event()

    async def slowly(route: Route) -> None:
        if _is_mutation(route.request):
            await go.wait()
        await route.continue_()

    await page.route("**/graphql", slowly)
    await boxes.nth(0).press("Space")
    await save.click()
    await boxes.nth(1).press("Space")
    async with page.expect_response(lambda answer: _is_mutation(answer.request)):
        go.set()
    await expect(save).to_have_text(re.compile("^Save"))
    await expect(boxes.nth(1)).not_to_be_checked()
    await save.click()
    await expect(page.get_by_role("main").get_by_text("Your reminders are saved.")).to_be_visible()
    settings = site.ask(OFFICE, REMINDERS)["viewer"]["reminders"]["settings"]
    assert [each["muted"] for each in settings][:2] == [True, True]


async def test_survey_choices(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/survey-choices")
    form = page.get_by_role("form", name="How often did you meet?")
    first, save = form.get_by_label("Choice 1", exact=True), form.get_by_role("button", name=re.compile("^Sav"))
    late = Late(page)
    await late.begin(once=first)
    for times, text in enumerate(("Each week", "Every week", "Weekly"), start=1):
        await first.fill(text)
        await saves(late, save, times)
        await expect(first).to_have_value(text)
        await expect(form.get_by_text("Saved.")).to_be_visible()
        if times == 2:
            await late.let_go()
            await expect(first).to_have_value(text)
    await late.end()
    stored = next(each for each in site.ask(OFFICE, CHOICES)["surveyChoices"] if each["question"] == "HOW_OFTEN")
    assert stored["choices"][0] == "Weekly"


async def test_a_resource(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/resources/basics")
    box, save = page.get_by_label("Text", exact=True), page.get_by_role("button", name=re.compile("^Sav"))
    late = Late(page)
    await late.begin(once=box)
    for times in (1, 2, 3):
        text = f"# The basics\n\nBe kind, {times} times."
        await box.fill(text)
        await saves(late, save, times)
        await expect(page.get_by_text(f"Version {times + 1} is on the site now.")).to_be_visible()
        if times == 2:
            await late.let_go()
        await expect(box).to_have_value(text)
    await late.end()
    assert site.ask(OFFICE, '{ resource(slug: "basics") { version } }')["resource"]["version"] == 4


async def test_a_stage_of_the_cycle(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/cycle?quarter=2027Q3")
    row = page.locator("#stage-SUGGEST")
    save = row.get_by_role("button", name=re.compile("^Sav"))
    late = Late(page)
    await late.begin(once=row.get_by_role("button", name="Move"))
    for times, hour in enumerate(("14", "15", "16"), start=1):
        await row.get_by_role("button", name="Move").click()
        await row.get_by_label("New time").select_option(f"{hour}:00")
        await save.click()
        await expect(save).to_have_count(0)
        assert late.saved == times
        if times == 2:
            await late.let_go()
        await expect(row.locator("p").first).to_contain_text(f"{int(hour) - 12}:00 p.m.")
    await late.end()


async def test_a_draft_of_an_application(people: People, site: SiteServer) -> None:
    page = await people.sign_in(NEW, "/be-a-mentee/application")
    bio = page.get_by_role("textbox", name="bio")
    late = Late(page)
    await late.begin(once=bio)
    for times, text in enumerate(("I like", "I like rivers", "I like rivers."), start=1):
        await bio.fill(text)
        if times == 1:
            await page.get_by_role("button", name="Save").first.click()
        else:
            await page.evaluate(HIDDEN)
        await late.saves(times)
        if times == 2:
            await late.let_go()
        await expect(bio).to_have_value(text)
        await expect(page.get_by_text(MEANWHILE)).to_have_count(0)
    await late.end()
    applications: list[dict[str, Any]] = site.ask(NEW, APPLICATIONS)["viewer"]["applications"]["nodes"]
    assert [each["bio"] for each in applications if each["kind"] == "MENTEE"] == ["I like rivers."]


async def goes_back_and_returns(page: Page) -> None:
    """As the page itself does, so that nothing of it is kept by the browser."""
    there = page.url
    await page.go_back()
    await expect(page).not_to_have_url(there)
    await page.go_forward()
    await expect(page).to_have_url(there)


async def changed_stays(page: Page, box: Locator) -> None:
    was = await box.is_checked()
    await page.locator(f"label[for='{await box.get_attribute('id')}']").click()
    await expect(box).to_be_checked(checked=not was)
    await goes_back_and_returns(page)
    await expect(box).to_be_checked(checked=not was)
    await page.reload()
    await expect(box).to_be_checked(checked=not was)


async def test_who_goes_back_and_returns_finds_the_reminders_that_they_chose(people: People) -> None:
    page = await people.sign_in(NEW, "/settings")
    await page.get_by_role("link", name="Choose your reminders").click()
    await changed_stays(page, page.get_by_role("checkbox").first)


async def test_who_goes_back_and_returns_finds_the_number_of_mentees_that_they_chose(people: People) -> None:
    page = await people.sign_in("mentor, a request waits", "/resources")
    await page.get_by_role("button", name="Account").click()
    await page.get_by_role("link", name="Your settings").click()
    await changed_stays(page, page.get_by_role("radio", name="1 mentee"))


async def test_who_goes_back_and_returns_finds_the_choices_as_they_typed_them(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/skills")
    await page.get_by_role("link", name="Survey choices").click()
    box = page.get_by_role("textbox").first
    await box.fill("Every other Tuesday")
    await goes_back_and_returns(page)
    await expect(box).to_have_value("Every other Tuesday")
    await page.reload()
    await expect(box).to_have_value("Every other Tuesday")
