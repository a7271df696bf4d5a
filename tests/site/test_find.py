"""A mentee finds a mentor, and the mentor answers: two browsers at once where one sees what the other does."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
MENTEE, MENTOR, OFFICE = "mentee who looks for a mentor", "mentor, a request waits", "program office"
PAIRED = "mentee with a mentor"
SUGGESTED = """{ viewer { suggestionList { suggestions(first: 5) {
  nodes { rank canRequest mentor { id name firstName } person { email } } } } } }"""
RECEIVED = """{ viewer { requestsReceived(first: 1) { nodes { id partner { email name firstName } } } } }"""
SKILLS = "{ skills(first: 20) { nodes { id name } } }"
ASK = """mutation($input: RequestMentorInput!) { requestMentor(input: $input) {
  errors { message } mentorship { id } } }"""
MENTOR_EMAIL = """mutation($input: RequestMentorInput!) { requestMentor(input: $input) {
  errors { message } mentorship { id partner { email } } } }"""
CANCEL = "mutation($input: CancelRequestInput!) { cancelRequest(input: $input) { errors { message } } }"
PAUSE = """mutation { setAvailability(input: { available: false }) { errors { message } } }"""

PERSON = """query($name: String!) { viewer { officeDashboard { people(search: $name, first: 1) {
  nodes { person { email } } } } } }"""
LEFT = "{ viewer { participant { openPlacesAsMentee requestsWaiting } } }"
CYCLES = "{ viewer { officeDashboard { cycles(first: 4) { nodes { id stages { stage state } } } } } }"
RUN = "mutation($input: RunStageInput!) { runStage(input: $input) { errors { message } } }"


@pytest.fixture(scope="module", autouse=True)
def matched(site: SiteServer) -> None:
    """The office runs the next quarter's matching, in which the mentee who looks for a mentor is."""
    cycles = site.ask(OFFICE, CYCLES)["viewer"]["officeDashboard"]["cycles"]["nodes"]
    cycle = next(each for each in cycles if any(stage["state"] == "PLANNED" for stage in each["stages"]))
    for stage in cycle["stages"]:
        if stage["state"] == "PLANNED":
            given = {"cycle": cycle["id"], "stage": stage["stage"], "outsideFirstMonth": True}
            assert site.ask(OFFICE, RUN, {"input": given})["runStage"]["errors"] == []


async def without_live_updates(page: Page) -> None:
    await page.route_web_socket("**/graphql", lambda _: None)
    await page.reload()
    await page.get_by_role("heading", level=1).wait_for()


async def send(page: Page, query: str, variables: dict[str, Any] | None = None) -> Any:
    """What the server answers the person who is signed in on that page."""
    answer = await page.evaluate(
        """async body => (await fetch("/graphql", { method: "POST", credentials: "same-origin",
             headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json()""",
        {"query": query, "variables": variables or {}},
    )
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def suggestions(site: SiteServer) -> Any:
    return site.ask(MENTEE, SUGGESTED)["viewer"]["suggestionList"]["suggestions"]["nodes"]


def suggested(site: SiteServer, rank: int) -> Any:
    return next(each for each in suggestions(site) if each["rank"] == rank)


def places(site: SiteServer) -> int:
    return int(site.ask(MENTEE, LEFT)["viewer"]["participant"]["openPlacesAsMentee"])


def asker(site: SiteServer) -> Any:
    """The mentee who looks for a mentor."""
    return site.ask(MENTEE, "{ viewer { person { name firstName } } }")["viewer"]["person"]


async def sound(page: Page) -> None:
    assert await violations(page) == []
    assert await overflow(page) == 0


@pytest.mark.rule("REQ-1", "REQ-3", "REQ-4", "REQ-5")
async def test_a_mentee_asks_and_the_mentor_sees_it_arrive_and_accepts_and_the_mentee_sees_that(
    people: People, site: SiteServer
) -> None:
    found = suggested(site, 1)
    name, first = found["mentor"]["name"], found["mentor"]["firstName"]
    me = asker(site)
    mentor = await people.sign_in(found["person"]["email"], "/requests")
    mentee = await people.sign_in(MENTEE, "/suggestions")
    await sound(mentee)
    await mentee.get_by_role("button", name=f"Ask {name}").press("Enter")
    await expect(mentee.get_by_role("heading", name=f"Ask {name} to be your mentor?")).to_be_focused()
    await sound(mentee)
    while not await mentee.get_by_role("textbox").evaluate("each => each === document.activeElement"):
        await mentee.keyboard.press("Tab")
    await mentee.keyboard.type("I would like to learn how you lead.")
    await mentee.keyboard.press("Tab")
    await expect(mentee.get_by_role("button", name=f"Yes, ask {first}")).to_be_focused()
    await mentee.keyboard.press("Enter")
    note = mentee.locator(".note", has_text=f"You asked {first}")
    await expect(note).to_be_focused()
    await sound(mentee)
    await note.get_by_role("link", name="Open your request").click()
    await expect(mentee.get_by_role("heading", level=1)).to_have_text(f"Your request to {name}")
    await sound(mentee)

    await mentor.get_by_role("link", name=f"Read and answer {me['name']}'s request").click()
    await expect(mentor.get_by_role("heading", level=1)).to_have_text(f"{me['name']} asks you to be a mentor")
    await expect(mentor.get_by_text("I would like to learn how you lead.")).to_be_visible()
    await expect(mentor.get_by_role("heading", name=f"{me['firstName']}'s application")).to_be_visible()
    await expect(mentor.get_by_label("Take no more requests after this one")).not_to_be_checked()
    await sound(mentor)
    await mentor.get_by_role("textbox", name=f"A message to {me['firstName']}").fill("Gladly. Write to me.")
    await mentor.get_by_role("button", name="Accept").click()
    await expect(mentor.get_by_role("heading", level=1)).to_have_text(f"You are {me['firstName']}'s mentor")
    await expect(mentor.get_by_role("heading", level=1)).to_be_focused()
    await sound(mentor)

    await expect(mentee.get_by_text(f"{first} said yes")).to_be_visible()
    await expect(mentee.get_by_text("Gladly. Write to me.")).to_be_visible()
    request = mentee.url
    await expect(mentee.get_by_role("link", name="Open the mentorship")).to_be_visible()
    await sound(mentee)
    await mentee.goto(request)
    await mentee.wait_for_url("**/mentorships/*")


@pytest.mark.rule("REQ-3", "REQ-4")
async def test_a_mentor_declines_by_keyboard_and_can_read_the_application_no_more(
    people: People, site: SiteServer
) -> None:
    request = site.ask(MENTOR, RECEIVED)["viewer"]["requestsReceived"]["nodes"][0]
    partner = request["partner"]
    mentee = await people.sign_in(partner["email"], f"/requests/{request['id']}")
    mentor = await people.sign_in(MENTOR, "/requests", width=360)
    await sound(mentor)
    await mentor.get_by_role("link", name="Read and answer").focus()
    await mentor.keyboard.press("Enter")
    await expect(mentor.get_by_role("heading", level=1)).to_be_focused()
    bio = await mentor.locator(".folding").inner_text()
    await mentor.keyboard.press("Tab")
    await mentor.keyboard.press("Enter")  # Go to your answer
    await expect(mentor.get_by_role("heading", name="Your answer")).to_be_focused()
    while not await mentor.get_by_role("textbox").evaluate("each => each === document.activeElement"):
        await mentor.keyboard.press("Tab")
    await mentor.keyboard.type("I have too much on my plate.")
    for _ in range(3):
        await mentor.keyboard.press("Tab")
    await expect(mentor.get_by_role("button", name="Decline", exact=True)).to_be_focused()
    await mentor.keyboard.press("Enter")
    await expect(mentor.get_by_role("heading", name=f"Decline {partner['firstName']}'s request?")).to_be_focused()
    await sound(mentor)
    await mentor.keyboard.press("Escape")
    await expect(mentor.get_by_role("button", name="Decline", exact=True)).to_be_focused()
    await mentor.keyboard.press("Enter")
    await expect(mentor.get_by_role("heading", name=f"Decline {partner['firstName']}'s request?")).to_be_focused()
    await mentor.keyboard.press("Tab")
    await mentor.keyboard.press("Enter")
    await expect(mentor.get_by_role("heading", level=1)).to_have_text(f"You declined {partner['firstName']}'s request")
    await sound(mentor)

    await expect(mentee.get_by_text("said no")).to_be_visible()
    await expect(mentee.get_by_text("I have too much on my plate.")).to_be_visible()
    await expect(mentee.get_by_role("link", name="Find another mentor")).to_be_visible()
    await sound(mentee)

    await mentor.go_back()
    await mentor.go_forward()
    await expect(mentor.get_by_text("You declined this request")).to_be_visible()
    await expect(mentor.get_by_text(bio)).to_have_count(0)
    await sound(mentor)


async def test_what_a_mentor_wrote_stays_when_the_mentee_takes_the_request_back(
    people: People, site: SiteServer
) -> None:
    found = suggested(site, 2)
    first = asker(site)["firstName"]
    asked = site.ask(MENTEE, ASK, {"input": {"mentor": found["mentor"]["id"], "message": "Please"}})["requestMentor"]
    assert asked["errors"] == []
    request = asked["mentorship"]["id"]
    mentor = await people.sign_in(found["person"]["email"], f"/requests/{request}")
    await mentor.get_by_role("textbox").fill("I have been there myself.")
    site.ask(MENTEE, CANCEL, {"input": {"mentorship": request}})
    await expect(mentor.get_by_text(f"{first} took back this request")).to_be_visible()
    await expect(mentor.get_by_role("heading", name=f"{first}'s application")).to_have_count(0)
    await expect(mentor.get_by_role("button", name="Accept")).to_have_count(0)
    await expect(mentor.get_by_text("I have been there myself.")).to_be_visible()
    await expect(mentor.get_by_role("button", name="Copy your message")).to_be_visible()
    await sound(mentor)
    mentee = await people.sign_in(MENTEE, f"/requests/{request}")
    await expect(mentee.get_by_text("You took this request back")).to_be_visible()
    await sound(mentee)


@pytest.mark.rule("CAP-2", "CAP-3")
async def test_a_mentor_who_is_no_longer_available_is_said_in_place_and_the_note_is_kept(
    people: People, site: SiteServer
) -> None:
    found = suggested(site, 3)
    name, first = found["mentor"]["name"], found["mentor"]["firstName"]
    mentor = await people.sign_in(found["person"]["email"], "/requests")
    mentee = await people.sign_in(MENTEE, "/suggestions")
    await mentee.get_by_role("button", name=f"Ask {name}").click()
    await mentee.get_by_label(f"A note to {first}").fill("I like how you think.")
    await send(mentor, PAUSE)
    await expect(mentor.get_by_text("You are not taking requests now.")).to_be_visible()
    await sound(mentor)
    await expect(mentee.get_by_text(f"{first} is no longer available.")).to_be_visible()
    await expect(mentee.get_by_role("button", name=f"Yes, ask {first}")).to_have_count(0)
    await expect(mentee.get_by_label(f"A note to {first}")).to_have_value("I like how you think.")
    await sound(mentee)
    await mentee.get_by_role("button", name="Close").click()
    await mentee.get_by_role("link", name=name).click()
    await expect(mentee.get_by_text(f"{first} is no longer available.")).to_be_visible()
    await expect(mentee.get_by_role("heading", name=f"About {first}")).to_have_count(0)
    await sound(mentee)
    await mentee.go_back()
    replace = mentee.get_by_role("button", name=re.compile(r"^Replace the \d+ who can't be asked"))
    await replace.click()
    await expect(mentee.locator(".usa-alert", has_text="on your list").or_(mentee.get_by_role("alert"))).to_be_visible()
    await sound(mentee)


@pytest.mark.rule("SEA-1", "MAT-1")
async def test_the_search_is_narrowed_by_keyboard_and_stands_in_the_address(people: People) -> None:
    page = await people.sign_in(MENTEE, "/search")
    line = page.locator("#found")
    await expect(line).to_contain_text("Best match first.")
    whole = await line.inner_text()
    await sound(page)
    await page.get_by_role("checkbox", name="Collaboration").focus()
    await page.keyboard.press("Space")
    assert await line.inner_text() == whole
    await page.get_by_label("Words in bio or job title").focus()
    await page.keyboard.press("Enter")
    await expect(line).not_to_have_text(whole)
    await expect(page.locator("#say")).to_contain_text("mentor")
    assert "skill=" in page.url
    assert await page.locator(".find .row").count() > 0
    await sound(page)
    first = page.locator(".find .row h2 a").first
    name = await first.inner_text()
    await first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    await sound(page)
    await page.go_back()
    await expect(page.locator(":focus")).to_have_text(name)
    await page.get_by_role("button", name="Remove filter Collaboration").click()
    await expect(line).to_have_text(whole)
    await expect(line).to_be_focused()
    await page.get_by_label("Order").select_option("NAME")
    await page.get_by_role("button", name="Change order").click()
    await expect(line).to_contain_text("In the order of their names.")


async def test_nobody_fits_and_the_search_says_what_to_leave_out(people: People, site: SiteServer) -> None:
    page = await people.sign_in(MENTEE, "/search", width=360)
    await page.goto(f"{site.base}/search?words=zzzz&hours=2")
    await expect(page.locator("#found")).to_have_text("No mentor found.")
    await expect(page.get_by_role("listitem").filter(has_text="more)")).to_have_count(1)
    await sound(page)
    await page.get_by_role("button", name="Filters (2 on)").click()
    await sound(page)
    await page.get_by_label("Words in bio or job title").fill("")
    await page.get_by_role("button", name="Apply filters").click()
    await expect(page.locator("#found")).to_be_focused()
    await expect(page.locator("#found")).to_contain_text("Best match first.")
    await page.goto(f"{site.base}/search?skill=gone")
    await expect(page.get_by_text("One filter of this link is no longer known.")).to_be_visible()
    await expect(page.locator("#found")).to_contain_text("Best match first.")


async def test_who_cannot_look_for_a_mentor_reads_why(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/search")
    await expect(page.get_by_text("Looking for a mentor isn't open to you right now")).to_be_visible()
    await sound(page)
    await page.goto(f"{site.base}/suggestions")
    await expect(page.get_by_text("Looking for a mentor isn't open to you right now")).to_be_visible()
    await sound(page)
    await page.goto(f"{site.base}/mentors/{suggested(site, 4)['mentor']['id']}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("You can't open this page")
    await page.goto(f"{site.base}/requests")
    await expect(page.get_by_text("No requests.")).to_be_visible()
    await sound(page)


@pytest.mark.rule("REQ-7", "CAP-1", "MAT-4")
async def test_with_a_request_for_each_open_place_and_then_two_mentors_nobody_else_can_be_asked(
    people: People, site: SiteServer
) -> None:
    """After the others: one place is taken by then."""
    free = [each for each in suggestions(site) if each["canRequest"]]
    last, others = free[-1], free[:-1]
    mentee = await people.sign_in(MENTEE, "/suggestions")
    await mentee.get_by_role("button", name=f"Ask {last['mentor']['name']}").click()
    await mentee.get_by_label(f"A note to {last['mentor']['firstName']}").fill("Later, maybe.")
    await mentee.reload()
    await expect(mentee.get_by_label(f"A note to {last['mentor']['firstName']}")).to_have_value("Later, maybe.")
    await mentee.get_by_role("button", name="Cancel").click()
    await expect(mentee.get_by_role("button", name=f"Ask {last['mentor']['name']}")).to_be_focused()

    asked = []
    while site.ask(MENTEE, LEFT)["viewer"]["participant"]["requestsWaiting"] < places(site):
        found = others.pop()
        made = site.ask(MENTEE, ASK, {"input": {"mentor": found["mentor"]["id"]}})["requestMentor"]
        assert made["errors"] == []
        asked.append((found, made["mentorship"]["id"]))
    await expect(mentee.get_by_text("You're waiting for").first).to_be_visible()
    await mentee.get_by_role("button", name=f"Ask {last['mentor']['name']}").press("Enter")
    await expect(mentee.get_by_role("link", name="Open your request to").first).to_be_visible()
    await sound(mentee)

    for found, request in asked:
        mentor = await people.sign_in(found["person"]["email"], f"/requests/{request}", width=360)
        await mentor.get_by_role("button", name="Accept").click()
        await expect(mentor.get_by_role("link", name="Open the mentorship")).to_be_visible()
    await expect(mentee.get_by_text("Looking for a mentor isn't open to you right now")).to_be_visible()
    await expect(mentee.get_by_role("button", name="Ask ")).to_have_count(0)
    await sound(mentee)


@pytest.mark.rule("REQ-4", "CAP-2")
async def test_who_presses_too_late_reads_what_happened_and_keeps_the_words(people: People, site: SiteServer) -> None:
    """Without live updates, as on a bad line: the press itself meets what has changed. The mentee has a mentor."""
    mentee = await people.sign_in(PAIRED, "/search")
    await without_live_updates(mentee)
    ask = mentee.get_by_role("button", name="Ask ").first
    name = (await ask.inner_text()).removeprefix("Ask ")
    profile = (await mentee.get_by_role("link", name=name).first.get_attribute("href") or "").rsplit("/", 1)[1]
    email = (await send(mentee, MENTOR_EMAIL, {"input": {"mentor": profile}}))["requestMentor"]["mentorship"]
    mentor = await people.sign_in(email["partner"]["email"], f"/requests/{email['id']}")
    await without_live_updates(mentor)
    await mentor.get_by_role("textbox").fill("Gladly.")
    await send(mentee, CANCEL, {"input": {"mentorship": email["id"]}})
    await mentor.get_by_role("button", name="Accept").click()
    note = mentor.locator(".usa-alert", has_text="took back this request")
    await expect(note).to_be_focused()
    await expect(mentor.get_by_text("Gladly.")).to_be_visible()
    await sound(mentor)

    await mentee.reload()
    ask = mentee.get_by_role("button", name="Ask ").first
    another = (await ask.inner_text()).removeprefix("Ask ")
    assert another != name, "a pair waits for a day after a request was taken back"
    await ask.click()
    await mentee.get_by_role("textbox", name="A note to").fill("Once more.")
    found = site.ask(OFFICE, PERSON, {"name": another})["viewer"]["officeDashboard"]["people"]["nodes"]
    site.ask(found[0]["person"]["email"], PAUSE)
    await mentee.get_by_role("button", name="Yes, ask").click()
    await expect(mentee.get_by_role("alert")).to_contain_text("is no longer available.")
    await expect(mentee.get_by_role("textbox", name="A note to")).to_have_value("Once more.")
    await expect(mentee.get_by_role("button", name="Copy your note")).to_be_visible()
    await sound(mentee)


async def test_who_was_asked_stays_on_the_page_and_in_its_count(people: People, site: SiteServer) -> None:
    page = await people.sign_in(PAIRED, "/search")
    line = page.get_by_text(re.compile(r"^\d+ mentors\. "))
    before = await line.inner_text()
    await page.get_by_role("button", name="Ask ").first.click()
    await page.get_by_role("button", name="Yes, ask").click()
    await expect(page.get_by_text("You asked").first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await expect(line).to_have_text(before)
    made = site.ask(PAIRED, "{ viewer { requestsMade(first: 1) { nodes { id } } } }")["viewer"]["requestsMade"]
    await send(page, CANCEL, {"input": {"mentorship": made["nodes"][0]["id"]}})


@pytest.mark.rule("MAT-4", "ELIG-4")
async def test_states_that_the_demo_lacks_are_shown_with_their_reason(people: People, site: SiteServer) -> None:
    """The server's answers, changed on their way: an empty list, no list yet, a mentee who can't take part now."""
    hint = {"message": "Adding Resiliency would match 3 mentors.", "skill": {"id": "x", "__typename": "Skill"}}
    page = await people.sign_in(PAIRED, "/resources")
    found: dict[str, Any] = {"suggestionList": None}

    async def changed(route: Route) -> None:
        answer = await route.fetch()
        told = await answer.json()
        viewer = (told.get("data") or {}).get("viewer") or {}
        if "suggestionList" in viewer and "participant" in viewer and "searchMentors" in told["data"]:
            if found["suggestionList"] is None:
                viewer["suggestionList"] = None
            else:
                viewer["suggestionList"] |= {"emptyMessage": "Nobody offers it."}
                viewer["suggestionList"]["suggestions"]["nodes"] = []
                viewer["suggestionList"]["wouldAdd"]["nodes"] = [hint | {"__typename": "SkillHint"}]
        for action in ((told.get("data") or {}).get("node") or {}).get("viewerActions") or []:
            if action["action"] == "ACCEPT_REQUEST":
                action |= {"allowed": False, "code": "MENTEE_SUSPENDED", "reason": "Not right now.", "effect": None}
        await route.fulfill(response=answer, json=told)

    await page.route("**/graphql", changed)
    await page.goto(f"{site.base}/suggestions")
    await expect(page.get_by_text("You don't have to wait.")).to_be_visible()
    await sound(page)
    found["suggestionList"] = "empty"
    await page.goto(f"{site.base}/suggestions")
    await expect(page.get_by_text("Nobody offers it.")).to_be_visible()
    await expect(page.get_by_text("Adding Resiliency would match 3 mentors.")).to_be_visible()
    await expect(page.get_by_role("link", name="Change your application")).to_be_visible()
    await sound(page)

    shown = site.ask(
        PAIRED, "{ searchMentors(first: 20) { nodes { id viewerActions(only: [REQUEST_MENTOR]) { allowed } } } }"
    )
    profile = next(each["id"] for each in shown["searchMentors"]["nodes"] if each["viewerActions"][0]["allowed"])
    made = site.ask(PAIRED, MENTOR_EMAIL, {"input": {"mentor": profile}})["requestMentor"]["mentorship"]
    mentor = await people.sign_in(made["partner"]["email"], "/resources")
    await mentor.route("**/graphql", changed)
    await mentor.goto(f"{site.base}/requests/{made['id']}")
    await expect(mentor.get_by_text("Not right now.")).to_be_visible()
    await expect(mentor.get_by_role("button", name="Accept")).to_have_count(0)
    await expect(mentor.get_by_role("button", name="Decline", exact=True)).to_be_visible()
    await sound(mentor)


@pytest.mark.rule("MAT-4")
async def test_the_office_finds_the_list_on_the_mentees_page(people: People, site: SiteServer) -> None:
    mentee = site.ask(MENTEE, "{ viewer { person { id } } }")["viewer"]["person"]["id"]
    office = await people.sign_in(OFFICE, f"/office/people/{mentee}")
    table = office.get_by_role("region", name="Mentors recommended to this person").get_by_role("table")
    await expect(table.get_by_role("row")).to_have_count(len(suggestions(site)) + 1)
    for each in suggestions(site):
        await expect(table.get_by_role("row").filter(has_text=f"{each['rank']}")).not_to_have_count(0)
    await expect(table.get_by_text(re.compile("^(Yes|No: .+)$"))).to_have_count(len(suggestions(site)))
    await sound(office)
