"""The program office runs its quarter: the cycle, the matching, the shortage, and emails that did not go out."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.site.people import People, answers_held, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"
ANNOUNCE = "Announcing the application period"
MOVE = "mutation($input: MoveStagesInput!) { moveStages(input: $input) { errors { code message } } }"
SKIP = "mutation($input: SkipStageInput!) { skipStage(input: $input) { errors { code message } } }"
RESEND = "mutation($input: ResendEmailInput!) { resendEmail(input: $input) { errors { code message } } }"
CYCLES = """{ viewer { officeDashboard { cycles(first: 100) { nodes { id quarter revision
    stages { stage state dueAt actor { name } } } } } } }"""
FAILED = "{ viewer { officeDashboard { emails(state: FAILED, orderBy: OLDEST, first: 100) { nodes { id } } } } }"
FAIL = """UPDATE letters SET state = 'dead', problem = ? WHERE id IN
    (SELECT id FROM letters WHERE state = 'sent' ORDER BY id DESC LIMIT 5 OFFSET ?)"""


def cycle(site: SiteServer, quarter: str | None = None) -> Any:
    """Of that quarter, or the first with a stage to come."""
    nodes = site.ask(OFFICE, CYCLES)["viewer"]["officeDashboard"]["cycles"]["nodes"]
    return next(
        each
        for each in nodes
        if (each["quarter"] == quarter if quarter else any(s["state"] == "PLANNED" for s in each["stages"]))
    )


def done(told: Any) -> None:
    ((payload),) = told.values()
    assert payload["errors"] == []


def colleague(site: SiteServer) -> str:
    """Another member of the office."""
    found = site.rows(
        "SELECT e.email FROM office_members m JOIN employees e ON e.id = m.person WHERE e.email <> ? ORDER BY e.email",
        site.email(OFFICE),
    )
    return str(found[0][0])


def stage(page: Page, name: str) -> Locator:
    return page.locator(f"#stage-{name}")


async def top(element: Locator) -> float:
    return float(await element.evaluate("element => element.getBoundingClientRect().top"))


async def fine(page: Page) -> None:
    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_two_presses_do_not_mail_the_state_and_the_stages_name_does(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/cycle")
    await page.get_by_role("button", name="Run now").first.click()
    await expect(page.get_by_role("heading", name=f"Run now: {ANNOUNCE}?")).to_be_focused()
    await expect(stage(page, "ANNOUNCE")).to_contain_text("emails")
    await page.get_by_role("button", name="Yes, run it now").click()
    await expect(page.get_by_label("Type the stage's name to go on")).to_be_focused()
    await fine(page)
    assert cycle(site)["stages"][0]["state"] == "PLANNED"
    await page.keyboard.type("announcing the application period")
    await page.get_by_role("button", name="Yes, run it now").click()
    await expect(stage(page, "ANNOUNCE")).to_contain_text("ran it on")
    await expect(stage(page, "ANNOUNCE")).to_contain_text("Done")
    await page.wait_for_function("document.activeElement !== document.body")
    await fine(page)
    assert cycle(site)["stages"][0]["state"] == "DONE"


async def test_of_two_clerks_who_move_a_stage_nobody_is_overruled_unseen(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/cycle")
    await stage(page, "CLOSE").get_by_role("button", name="Move").click()
    read = cycle(site)
    moved = read["stages"][3]["dueAt"].replace("T17:00", "T15:00")
    given = {"cycle": read["id"], "stages": [{"stage": "CLOSE", "dueAt": moved}], "expectedRevision": read["revision"]}
    done(site.ask(colleague(site), MOVE, {"input": given}))
    await page.get_by_label("New time").select_option("16:00")
    await page.get_by_role("button", name="Save").click()
    await expect(stage(page, "CLOSE")).to_contain_text("Yours were not saved.")
    assert cycle(site)["stages"][3]["dueAt"] == moved
    await fine(page)
    await page.get_by_role("button", name="Save").click()
    await expect(stage(page, "CLOSE").locator("p").first).to_contain_text("4:00 p.m.")
    await expect(stage(page, "CLOSE").get_by_role("button", name="Move")).to_be_focused()


async def test_a_stage_that_a_colleague_skipped_meanwhile_says_so(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/cycle?quarter=2027Q2")
    await stage(page, "REMIND").get_by_role("button", name="Skip").click()
    await page.get_by_role("button", name="Yes, skip it").click()
    await expect(page.get_by_label("Reason")).to_be_focused()
    await expect(page.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
    await fine(page)
    await page.keyboard.type("Nobody needs it")
    given = {"cycle": cycle(site, "2027Q2")["id"], "stage": "REMIND", "reason": "It was sent by hand"}
    done(site.ask(colleague(site), SKIP, {"input": given}))
    await expect(stage(page, "REMIND")).to_contain_text("Nothing of yours was sent.")
    await expect(stage(page, "REMIND")).to_contain_text("Reason: It was sent by hand")
    await page.wait_for_function("document.activeElement !== document.body")


async def test_by_keys_alone_a_stage_moves_into_the_hour_that_comes_twice(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/cycle?quarter=2027Q4", width=360)
    move = stage(page, "SUGGEST").get_by_role("button", name="Move")
    await move.focus()
    await page.keyboard.press("Enter")
    await expect(stage(page, "SUGGEST").locator(".panel").get_by_role("heading")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("Nov")
    await page.keyboard.press("Tab")
    await page.keyboard.type("7")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.type("1:30 a")
    await expect(page.get_by_text("The clocks are turned back on this day")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    meant = page.get_by_label("Yes, the matching is meant to be outside the quarter's first month.")
    await expect(meant).to_be_visible()
    await fine(page)
    await meant.focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(move).to_be_focused()
    assert cycle(site, "2027Q4")["stages"][5]["dueAt"].startswith("2027-11-07T01:30:00-05:00")


async def test_a_preview_is_asked_for_and_two_runs_are_read_side_by_side(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/matching")
    await page.get_by_role("button", name="Preview a run").click()
    await page.get_by_label("Preference for mentees without a mentor").fill("200")
    await page.get_by_role("button", name="Run the preview").click()
    await expect(page.get_by_label("Preference for mentees without a mentor")).to_be_focused()
    await fine(page)
    await page.get_by_label("Preference for mentees without a mentor").fill("20")
    await page.get_by_role("button", name="Run the preview").click()
    await expect(page.get_by_text("mentees without a mentor first: 20")).to_be_visible()
    await expect(page.get_by_role("button", name="Preview a run")).to_be_focused()
    await page.get_by_role("button", name="Compare two runs").click()
    await expect(page.get_by_text("Choose two runs. You have chosen 0.")).to_be_visible()
    for box in await page.locator("label").filter(has_text="Compare").all():
        await box.click()
    await page.get_by_role("button", name="Compare 2 chosen").click()
    await expect(page.get_by_role("heading", name="Two runs side by side")).to_be_focused()
    await expect(page.get_by_role("row", name="Mentees matched").first).to_contain_text("fewer")
    await fine(page)


async def test_a_run_says_how_good_it_was_in_sentences_figures_and_tables(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/matching")
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await expect(page.get_by_role("heading", name="would have a mentor if all ask down their lists")).to_be_visible()
    await expect(page.get_by_role("heading", name="of the best that any lists could")).to_be_visible()
    await fine(page)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download CSV Mentees and mentors by department").click()
    assert (await download.value).suggested_filename.startswith("matching-departments-")
    await page.get_by_role("combobox", name="Took part").select_option("no")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("cell", name="Yes")).to_have_count(0)
    await fine(page)


async def test_the_shortage_is_a_finding_a_chart_and_tables_by_department(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/shortage")
    await expect(page.get_by_role("heading", level=3).first).to_contain_text("is the scarcest skill")
    await page.locator("details summary").first.click()
    await expect(page.get_by_role("table")).to_have_count(2)
    await fine(page)
    await page.get_by_label("Kind").select_option("SOFT")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("cell", name="Career")).to_have_count(0)
    for scheme in ("dark", "light"):
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", forced_colors="none")
        assert await violations(page) == []


async def test_failed_emails_are_sent_again_or_discarded_and_stay_in_their_place(
    people: People, site: SiteServer
) -> None:
    site.rows(FAIL, "The address is unknown: 550 5.1.1", "0")
    site.rows(FAIL, "The mail server did not answer", "0")
    page = await people.sign_in(OFFICE, "/office/emails")
    await expect(page.get_by_role("link", name="Failed 10")).to_be_visible()
    await fine(page)
    await page.get_by_role("button", name="Send selected again").click()
    await expect(page.get_by_text("Select at least one email.")).to_be_visible()
    rows = page.locator(".rows > li")
    await rows.nth(1).get_by_role("button", name="Send again").click()
    await expect(rows.nth(1).locator(".note")).to_contain_text("Waiting")
    await expect(rows.nth(1).locator(".note")).to_be_focused()
    await rows.nth(2).get_by_role("button", name="Discard").click()
    await rows.nth(2).get_by_role("button", name="Yes, discard").click()
    await expect(rows.nth(2).get_by_label("Reason")).to_be_focused()
    await fine(page)
    await page.keyboard.type("They left")
    await expect(rows.nth(2).get_by_label("Reason")).to_have_value("They left")
    await rows.nth(2).get_by_role("button", name="Yes, discard").click()
    await expect(rows.nth(2).locator(".note")).to_contain_text("Discarded")
    await expect(rows.nth(2).locator(".note")).to_be_focused()
    await expect(rows).to_have_count(10)
    await page.locator("label").filter(has_text="Select all 8").click()
    await page.get_by_role("button", name="Send 8 again").click()
    await expect(page.get_by_role("heading", name="Send 8 emails again?")).to_be_focused()
    await fine(page)
    first = site.ask(OFFICE, FAILED)["viewer"]["officeDashboard"]["emails"]["nodes"][0]["id"]
    done(site.ask(colleague(site), RESEND, {"input": {"email": first}}))
    await page.get_by_role("button", name="Yes, send 8 again").click()
    await expect(page.get_by_text("7 sent again, 1 not.")).to_be_visible()
    await expect(page.get_by_role("link", name="Failed 0")).to_be_visible()
    await fine(page)


async def test_an_email_that_is_sent_again_takes_neither_the_focus_nor_the_place_of_the_next(
    people: People, site: SiteServer
) -> None:
    site.rows(FAIL, "The mail server did not answer", "20")
    page = await people.sign_in(OFFICE, "/office/emails")
    rows = page.locator(".rows > li")
    await rows.nth(0).get_by_role("button", name="Send again").scroll_into_view_if_needed()
    released = await answers_held(page)
    await rows.nth(0).get_by_role("button", name="Send again").click()
    await rows.nth(1).get_by_role("button", name="Discard").click()
    reason = rows.nth(1).get_by_label("Reason")
    await reason.click()
    before = await top(reason)
    await page.keyboard.type("They ")
    released.set()
    await expect(rows.nth(0).locator(".note")).to_contain_text("Waiting")
    assert abs(await top(reason) - before) < 1
    await page.keyboard.type("left the department in June", delay=20)
    await expect(reason).to_have_value("They left the department in June")
    await expect(reason).to_be_focused()
    await rows.nth(1).get_by_role("button", name="Yes, discard").click()
    await expect(rows.nth(1).locator(".note")).to_contain_text("Discarded")
