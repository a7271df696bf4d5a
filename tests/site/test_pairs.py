"""What the two of a mentorship do on the site: meetings, agreement, end, survey; both at once where it is live."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.site.pairs import MOVE, STATE, Pair, active_pairs, ask, free_times, propose
from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
STATE_TIME = ZoneInfo("America/Chicago")
SURVEY = "survey due"


@pytest.fixture(scope="module")
def next_pair(site: SiteServer) -> Callable[[], Pair]:
    """Each time another pair, as the demo left it."""
    pairs = active_pairs(site)
    return lambda: pairs.pop()


async def is_sound(page: Page) -> None:
    assert await violations(page) == []
    assert await overflow(page) == 0


async def fill_in_day(page: Page, day: datetime) -> None:
    await page.get_by_label("Month").select_option(str(day.month))
    await page.get_by_label("Day", exact=True).fill(str(day.day))
    await page.get_by_label("Year").fill(str(day.year))


@pytest.mark.rule("REQ-5", "MEN-1", "MEN-4", "MEN-5", "SUR-1", "SUR-2")
async def test_two_people_meet_agree_end_and_answer_the_survey(people: People, next_pair: Callable[[], Pair]) -> None:
    pair = next_pair()
    mentor = await people.sign_in(pair.mentor, pair.path)
    mentee = await people.sign_in(pair.mentee, pair.path)
    await expect(mentee.get_by_role("heading", level=1)).to_have_text(f"{pair.mentor_name}, your mentor")
    await expect(mentor.get_by_role("heading", level=1)).to_have_text(f"{pair.mentee_name}, your mentee")
    await is_sound(mentee)

    await mentee.get_by_role("link", name="Propose a meeting").last.click()
    await expect(mentee.get_by_role("heading", level=1)).to_have_text(f"Propose a meeting with {pair.mentor_name}")
    await mentee.get_by_role("group", name="Times that fit you both").locator("label").first.click()
    await is_sound(mentee)
    await mentee.get_by_role("button", name="Propose this time").click()
    await expect(mentee.get_by_text(f"{pair.mentor_first} has not answered yet.")).to_be_visible()
    await is_sound(mentee)

    await mentor.get_by_role("link", name="Answer for this meeting").click()  # it came without a reload
    await expect(mentor.get_by_text(f"{pair.mentee_first} proposes")).to_be_visible()
    await is_sound(mentor)
    await mentor.get_by_role("button", name="Confirm this time").click()
    await expect(mentor.get_by_text("You both confirmed it.")).to_be_focused()
    await expect(mentee.get_by_text("You both confirmed it.")).to_be_visible()
    await is_sound(mentor)
    async with mentee.expect_download() as download:
        await mentee.get_by_role("link", name="Add to my calendar").click()
    assert "BEGIN:VEVENT" in (await (await download.value).path()).read_text()

    await mentor.goto(f"{mentor.url.split('/meetings/')[0]}{pair.path}/meetings/log")
    await fill_in_day(mentor, datetime.now(STATE_TIME) - timedelta(days=1))
    await mentor.get_by_label("Start").select_option("07:15")
    await mentor.get_by_label("Minutes").fill("45")
    await is_sound(mentor)
    await mentor.get_by_role("button", name="Log this meeting").click()
    await expect(mentor.get_by_text(f"{pair.mentee_first} has not confirmed the hours yet.")).to_be_visible()

    await expect(mentor).to_have_url(re.compile("/meetings/[^/]+$"))
    await mentee.goto(mentor.url)
    await expect(mentee.get_by_text("(45 minutes)")).to_be_visible()
    await is_sound(mentee)
    await mentee.get_by_role("button", name="Confirm these hours").click()
    await expect(mentee.get_by_text("You met, and both confirmed the hours.")).to_be_focused()
    await expect(mentor.get_by_text("You met, and both confirmed the hours.")).to_be_visible()

    await mentee.get_by_role("link", name=f"Your mentorship with {pair.mentor_first}").click()
    await mentee.get_by_role("link", name="End this mentorship").click()
    await mentee.get_by_role("button", name="End this mentorship").click()
    await expect(mentee.get_by_role("group", name="There is a problem")).to_be_focused()
    await mentee.get_by_text("It is complete").click()
    await is_sound(mentee)
    await mentee.get_by_role("button", name="End it as complete").click()
    await expect(mentee.get_by_role("heading", level=1)).to_be_focused()
    await expect(mentee.get_by_role("heading", level=1)).to_have_text(
        f"Your mentorship with {pair.mentor_name} has ended"
    )
    await is_sound(mentee)

    await mentor.get_by_role("link", name=f"Your mentorship with {pair.mentee_first}").click()
    await expect(mentor.get_by_role("link", name="Fill in the survey")).to_be_visible()
    await expect(mentor.get_by_role("link", name="End this mentorship")).to_have_count(0)

    await mentee.get_by_role("link", name="Fill in the survey").click()
    await expect(mentee.get_by_role("radio", checked=True)).to_have_count(0)
    await is_sound(mentee)
    await mentee.get_by_role("button", name="Send your answers").click()
    await expect(mentee.get_by_role("group", name="There is a problem")).to_contain_text("Answer at least one question")
    await mentee.get_by_role("group", name="Has the quality").get_by_text("Yes").click()
    await mentee.get_by_label("Comments or concerns").fill("It helped.")
    await mentee.get_by_role("button", name="Send your answers").click()
    await expect(mentee.get_by_role("heading", level=1)).to_have_text("Thank you")
    await expect(mentee.get_by_role("heading", level=1)).to_be_focused()
    await is_sound(mentee)


@pytest.mark.rule("MEN-1")
async def test_an_agreement_is_proposed_agreed_to_as_it_was_read_and_printed(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    mentee = await people.sign_in(pair.mentee, f"{pair.path}/agreement")
    mentor = await people.sign_in(pair.mentor, f"{pair.path}/agreement")
    await write(mentee, goals="Speak in front of people.")
    await is_sound(mentee)
    await mentee.reload()
    await expect(mentee.get_by_label("Goals")).to_have_value("Speak in front of people.")
    await mentee.get_by_role("button", name="Propose it to").click()
    await expect(mentee.get_by_text(f"{pair.mentor_first} has had it since")).to_be_visible()
    await expect(mentor.get_by_text("It waits for you.")).to_be_visible()
    await is_sound(mentor)

    await mentee.get_by_role("button", name="Change it").click()
    await mentee.get_by_label("Goals").fill("Speak in front of a hundred people.")
    await mentor.get_by_role("button", name="Agree", exact=True).focus()
    await mentee.get_by_role("button", name="Propose it to").click()
    await expect(mentor.get_by_text("sent a new version")).to_be_visible()
    await expect(mentor.locator("main .usa-alert")).to_be_focused()
    await expect(mentor.get_by_role("heading", name="Goals Changed")).to_be_visible()
    await is_sound(mentor)
    await mentor.get_by_role("button", name="Agree", exact=True).click()
    await expect(mentor.get_by_text("You both agreed.")).to_be_focused()
    await expect(mentee.get_by_text("You both agreed.")).to_be_visible()
    await mentee.emulate_media(media="print")
    await expect(mentee.get_by_role("button", name="Print")).to_be_hidden()
    await expect(mentee.get_by_text(f"{pair.mentor_name}, agreed on")).to_be_visible()


@pytest.mark.rule("MEN-1")
async def test_of_two_who_write_an_agreement_at_once_the_second_reads_the_first(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    mentee = await people.sign_in(pair.mentee, f"{pair.path}/agreement")
    mentor = await people.sign_in(pair.mentor, f"{pair.path}/agreement")
    await write(mentee, goals="Mine.")
    await write(mentor, goals="Theirs.")
    await mentee.get_by_role("button", name="Propose it to").click()
    await expect(mentor.get_by_text("You'll read it before yours is sent.")).to_be_visible()
    await mentor.get_by_role("button", name="Propose it to").click()
    await expect(mentor.get_by_text("Yours was not sent.")).to_be_visible()
    await is_sound(mentor)
    await mentor.get_by_role("button", name="and add to it").click()
    await expect(mentor.get_by_label("Goals")).to_have_value("Mine.\n\nTheirs.")
    await mentor.get_by_role("button", name="Propose it to").click()
    await expect(mentee.get_by_text("Mine. Theirs.")).to_be_visible()


@pytest.mark.rule("MEN-1")
async def test_an_agreement_that_was_sent_in_another_window_is_not_replaced_unseen(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    first = await people.sign_in(pair.mentee, f"{pair.path}/agreement")
    second = await people.sign_in(pair.mentee, f"{pair.path}/agreement")
    await write(first, goals="Here.")
    await write(second, goals="There.")
    await first.get_by_role("button", name="Propose it to").click()
    await expect(second.get_by_text("You'll read it before yours is sent.")).to_be_visible()
    await second.get_by_role("button", name="Propose it to").click()
    told = second.get_by_role("alert").or_(second.locator(".usa-alert")).filter(has_text="Yours was not sent.")
    await expect(told.first).to_contain_text("You sent a version in another window")
    await expect(told.first).to_contain_text("Here.")
    await expect(second.get_by_label("Goals")).to_have_value("There.")
    await is_sound(second)
    await second.get_by_role("button", name="Send mine instead").click()
    await expect(first.get_by_text("There.", exact=True)).to_be_visible()


async def write(page: Page, *, goals: str) -> None:
    """Writes a version, from whatever the demo has."""
    change = page.get_by_role("button", name="Change it").or_(page.get_by_role("button", name="Suggest changes"))
    await change.or_(page.get_by_label("Goals")).first.wait_for()
    if await change.count():
        await change.click()
    await page.get_by_label("Goals").fill(goals)
    await page.get_by_label("Meeting schedule").fill("An hour a month.")
    await page.get_by_label("Obstacles").fill("Night shifts.")


@pytest.mark.rule("MEN-2")
async def test_a_meeting_that_moves_while_it_is_read_is_confirmed_at_the_new_time_only_once_read(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    mentee = await people.sign_in(pair.mentee, pair.path)
    first, second, third, *_ = await free_times(mentee, pair)
    meeting = await propose(mentee, pair, first)
    mentor = await people.sign_in(pair.mentor, f"/meetings/{meeting}")
    await mentor.get_by_role("button", name="Confirm this time").focus()
    await ask(mentee, MOVE, input={"meeting": meeting, "startsAt": first, "newStartsAt": second})
    await expect(mentor.get_by_text("Read it, then confirm.")).to_be_visible()
    await expect(mentor.locator("main .usa-alert")).to_be_focused()
    await is_sound(mentor)
    await expect(mentor.get_by_role("button", name="Confirm this time")).to_have_count(0)

    deaf = await people.visitor("/healthz", storage_state=await mentor.context.storage_state())
    await deaf.route_web_socket("**/*", lambda _: None)  # nothing arrives by itself
    await deaf.goto(mentor.url)
    await deaf.get_by_role("button", name="Confirm this time").wait_for()
    await ask(mentee, MOVE, input={"meeting": meeting, "startsAt": second, "newStartsAt": third})
    await deaf.get_by_role("button", name="Confirm this time").click()
    await expect(deaf.get_by_text("was moved since you read it")).to_be_visible()
    assert (await ask(mentee, STATE, id=meeting))["node"]["state"] == "PROPOSED"

    await mentor.get_by_role("button", name="Suggest another time").click()
    await is_sound(mentor)
    await mentor.get_by_role("group", name="Times that fit you both").locator("label").nth(1).click()
    await mentor.get_by_role("button", name="Propose this time").click()
    await expect(mentor.get_by_text(f"{pair.mentee_first} has not answered yet.")).to_be_focused()
    await mentor.get_by_role("button", name="Call it off").click()
    await is_sound(mentor)
    await mentor.get_by_role("button", name="Yes, call it off").click()
    await expect(mentor.get_by_text("This meeting was called off.")).to_be_focused()
    await expect(mentor.get_by_role("link", name="Propose another")).to_be_visible()


@pytest.mark.rule("MEN-3")
async def test_a_time_outside_the_work_hours_warns_before_it_is_stored(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    page = await people.sign_in(pair.mentee, f"{pair.path}/meetings/new")
    await page.get_by_text("Another time").click()
    await page.get_by_role("button", name="Propose this time").click()
    await expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    await is_sound(page)
    now = datetime.now(STATE_TIME)
    await fill_in_day(page, now + timedelta(days=(5 - now.weekday()) % 7 + 7))
    await page.get_by_label("Start").select_option("23:00")
    await page.get_by_role("button", name="Propose this time").click()
    await expect(page.locator("main .usa-alert--warning")).to_be_focused()
    await expect(page.locator("main .usa-alert--warning")).to_contain_text("regular working hours")
    await is_sound(page)
    await page.get_by_role("button", name="Choose another time").click()
    await expect(page.get_by_role("radio", name="Another time")).to_be_focused()
    await page.get_by_role("button", name="Propose this time").click()
    await page.get_by_role("button", name="Propose it anyway").click()
    await expect(page.get_by_text(f"{pair.mentor_first} has not answered yet.")).to_be_visible()
    await expect(page.get_by_text("regular working hours")).to_be_visible()


async def test_a_time_that_comes_twice_is_asked_for_and_one_that_is_skipped_is_refused(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    page = await people.sign_in(pair.mentee, f"{pair.path}/meetings/new")
    await page.get_by_text("Another time").click()
    await fill_in_day(page, datetime(2027, 11, 7, tzinfo=STATE_TIME))
    await page.get_by_label("Start").select_option("01:30")
    await page.get_by_role("button", name="Propose this time").click()
    await expect(page.get_by_role("group", name="There is a problem")).to_contain_text("which 1:30 a.m.")
    await is_sound(page)
    await page.get_by_text("The second one").click()
    async with page.expect_request(lambda request: "checkMeeting" in (request.post_data or "")) as checked:
        await page.get_by_role("button", name="Propose this time").click()
    assert "2027-11-07T07:30:00" in ((await checked.value).post_data or "")
    await fill_in_day(page, datetime(2027, 3, 14, tzinfo=STATE_TIME))
    await page.get_by_label("Start").select_option("02:30")
    await page.get_by_role("button", name="Propose this time").click()
    await expect(page.get_by_role("group", name="There is a problem")).to_contain_text("there is no 2:30 a.m.")


async def test_a_meeting_is_proposed_by_keyboard_alone(people: People, next_pair: Callable[[], Pair]) -> None:
    pair = next_pair()
    page = await people.sign_in(pair.mentee, pair.path)
    await press_until(page, "Propose a meeting", "Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.get_by_role("group", name="Times that fit you both").wait_for()
    await press_until(page, "", "Space")
    await press_until(page, "Propose this time", "Enter")
    await expect(page.get_by_text(f"{pair.mentor_first} has not answered yet.")).to_be_visible()


async def press_until(page: Page, name: str, key: str) -> None:
    """Tabs to what has that text, or to the first radio, and presses the key."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        there = await page.evaluate(
            """name => {
              const { textContent, type } = document.activeElement;
              return name ? textContent.trim() === name : type === "radio";
            }""",
            name,
        )
        if there:
            return await page.keyboard.press(key)
    raise AssertionError(f"{name or 'a radio'} is not reached by Tab")


async def test_what_is_typed_stays_when_the_other_one_ends_the_mentorship(
    people: People, next_pair: Callable[[], Pair]
) -> None:
    pair = next_pair()
    mentor = await people.sign_in(pair.mentor, f"{pair.path}/meetings/new")
    await mentor.get_by_label("What it's about").fill("The next step.")
    mentee = await people.sign_in(pair.mentee, f"{pair.path}/end")
    await mentee.get_by_text("We are stopping early").click()
    await mentee.get_by_role("button", name="Stop it early").click()
    await expect(mentor.get_by_role("link", name="Go to the mentorship")).to_be_visible()
    await expect(mentor.get_by_role("button", name="Propose this time")).to_have_count(0)
    await expect(mentor.get_by_label("What it's about")).to_have_value("The next step.")
    await is_sound(mentor)


@pytest.mark.rule("SUR-2", "SUR-3")
async def test_a_survey_is_kept_while_it_is_typed_and_answered_once(people: People, site: SiteServer) -> None:
    due = site.ask(SURVEY, "{ viewer { surveysDue(first: 1) { nodes { id } } } }")
    survey = due["viewer"]["surveysDue"]["nodes"][0]["id"]
    page = await people.sign_in(SURVEY, f"/survey/{survey}")
    await page.get_by_role("button", name="Send your answers").click()
    await expect(page.get_by_role("group", name="There is a problem")).to_contain_text("Answer at least one question")
    await expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    await page.get_by_label("Comments or concerns").fill("Three words only.")
    await page.get_by_role("link", name="Home").first.click()
    await expect(page.get_by_role("dialog", name="Leave without saving?")).to_be_visible()
    await is_sound(page)
    await page.get_by_role("button", name="Stay").click()
    await page.context.clear_cookies()
    await page.get_by_role("button", name="Send your answers").click()
    await page.get_by_role("link", name="Sign in again").click()
    await page.get_by_label("Work email").fill(site.email(SURVEY))
    await page.get_by_role("button", name="Sign in", exact=True).last.click()
    await expect(page.get_by_label("Comments or concerns")).to_have_value("Three words only.")
    second = await page.context.new_page()
    await second.goto(page.url)
    await second.get_by_text("I'd like a MOMENTS team member").click()
    await second.get_by_role("button", name="Send your answers").click()
    await expect(second.get_by_text("will contact you at")).to_be_visible()
    await expect(page.get_by_text("You answered on")).to_be_visible()
    await is_sound(page)


async def test_a_mentorship_is_shown_to_nobody_else(people: People, next_pair: Callable[[], Pair]) -> None:
    pair, other = next_pair(), next_pair()
    page = await people.sign_in(other.mentee, pair.path)
    await expect(page.get_by_role("heading", level=1)).to_have_text("You can't open this page")
    await page.goto(page.url.replace(pair.path, "/mentorships"))
    await expect(page.get_by_role("heading", name="Now")).to_be_visible()
    await is_sound(page)
