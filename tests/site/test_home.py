"""The front page, Home, settings and the statement of hours, as people see them in their browsers."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
ASKED, MATCHED, SUSPENDED = "mentor, a request waits", "mentee with a mentor", "suspended, mentorship goes on"
SEEKING, SUPERVISOR, NEW = "mentee who looks for a mentor", "supervisor, applications wait", "has not applied yet"


async def act(page: Page, document: str, **given: object) -> None:
    """What the person of the page does in another window."""
    errors = await page.evaluate(
        """async ([query, input]) => {
            const body = JSON.stringify({ query, variables: { input } });
            const headers = { "content-type": "application/json" };
            const answer = await (await fetch("graphql", { method: "POST", body, headers })).json();
            return answer.errors ?? Object.values(answer.data)[0].errors;
        }""",
        [document, given],
    )
    assert errors == []


async def test_the_front_page_is_there_without_its_script(people: People) -> None:
    page = await people.visitor("/", java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Find a mentor, or be one")
    for name, path in (("Be a Mentee", "/be-a-mentee"), ("Be a Mentor", "/be-a-mentor"), ("Sign in", "/auth/login")):
        link = page.get_by_role("main").get_by_role("link", name=name)
        assert path in (await link.get_attribute("href") or "")
    assert "Turn it on in your browser, or call" in await page.content()


async def test_the_script_takes_the_front_page_over_as_it_is(people: People) -> None:
    page = await people.visitor("/healthz")
    await page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.drawn = document.querySelector('h1'); })"
    )
    await page.goto(page.url.replace("/healthz", "/"))
    await expect(page.get_by_text("The next matching is in").or_(page.get_by_text("matching"))).not_to_have_count(0)
    await expect(page).to_have_title("Find a mentor, or be one - MOMENTS")
    assert await page.evaluate("document.querySelector('h1') === window.drawn")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("main").get_by_role("link", name="Be a Mentor").click()
    await expect(page).to_have_url(page.url.split("/be-a")[0].rstrip("/") + "/be-a-mentor")
    assert await page.evaluate("window.drawn !== undefined"), "the page was loaded anew"


async def test_the_front_page_is_whole_where_the_server_answers_no_question(people: People) -> None:
    page = await people.visitor("/healthz")
    await page.route("**/graphql", lambda route: route.abort())
    await page.goto(page.url.replace("/healthz", "/"))
    await expect(page.get_by_role("main").get_by_text("We can't reach MOMENTS right now.")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Find a mentor, or be one")
    await expect(page.get_by_role("main").get_by_role("link", name="Be a Mentee")).to_be_visible()
    assert await violations(page) == []


async def test_home_begins_with_what_others_wait_for_and_leads_to_the_thing_itself(people: People) -> None:
    page = await people.sign_in(ASKED)
    first = page.get_by_role("region", name="What to do next").get_by_role("listitem").first
    await expect(first).to_contain_text("asks you to be a mentor. Asked on")
    assert await violations(page) == []
    assert await overflow(page) == 0
    filled = page.locator("main a.usa-button:not(.usa-button--outline)")
    await expect(filled).to_have_count(1)
    await first.get_by_role("link").click()
    await page.wait_for_url("**/requests/*")


async def test_who_has_not_applied_is_shown_where_to_begin(people: People) -> None:
    page = await people.sign_in(NEW)
    main = page.get_by_role("main")
    await expect(main.get_by_role("link", name="Be a Mentee")).to_be_visible()
    await expect(main.get_by_role("link", name="Be a Mentor")).to_be_visible()
    await expect(main.get_by_text("Nothing to do yet. Start with an application.")).to_be_visible()
    assert await violations(page) == []


async def test_who_is_suspended_is_told_why_and_whom_to_ask(people: People) -> None:
    page = await people.sign_in(SUSPENDED)
    await expect(page.get_by_role("heading", name="Warning: You can't take part right now")).to_be_visible()
    await expect(page.get_by_text("If this is wrong, write to")).to_be_visible()
    assert await violations(page) == []


async def test_home_changes_live_and_moves_nothing(people: People, site: SiteServer) -> None:
    nodes = "nodes { id mentor { email } agreement { proposedAt } }"
    query = f"{{ viewer {{ mentorships(role: MENTEE, states: [ACTIVE]) {{ {nodes} }} }} }}"
    (pair, *_) = site.ask(MATCHED, query)["viewer"]["mentorships"]["nodes"]
    mentor = await people.sign_in(pair["mentor"]["email"])
    items = mentor.get_by_role("region", name="What to do next").get_by_role("listitem")
    await expect(mentor.get_by_role("heading", name="Your applications")).to_be_visible()
    steps = site.ask(pair["mentor"]["email"], "{ viewer { nextSteps { message } } }")["viewer"]["nextSteps"]
    before = len(steps)
    await expect(items).to_have_count(before)
    propose = "mutation($input: ProposeAgreementInput!) { proposeAgreement(input: $input) { errors { message } } }"
    there = (pair["agreement"] or {}).get("proposedAt")
    agreement = {"goals": "Learn", "schedule": "Monthly", "obstacles": "None"}
    site.ask(MATCHED, propose, {"input": {"mentorship": pair["id"], "proposedAt": there, **agreement}})
    await expect(items).to_have_count(before + 1)
    await expect(items.last).to_contain_text("New")
    await expect(items.last).to_contain_text("sent you a mentorship agreement.")
    await expect(mentor.locator("#say")).to_contain_text("New: ")
    assert await violations(mentor) == []

    other = await people.sign_in(pair["mentor"]["email"])
    version = site.ask(
        MATCHED,
        "query($id: ID!) { node(id: $id) { ... on Mentorship { agreement { proposedAt } } } }",
        {"id": pair["id"]},
    )
    accept = "mutation($input: AcceptAgreementInput!) { acceptAgreement(input: $input) { errors { message } } }"
    await act(other, accept, mentorship=pair["id"], proposedAt=version["node"]["agreement"]["proposedAt"])
    await expect(items.last).to_contain_text("This no longer waits")
    await expect(items).to_have_count(before + 1)
    await expect(items.last.get_by_role("link")).to_have_count(0)


async def test_many_things_to_do_and_long_names_are_folded_and_whole(people: People) -> None:
    page = await people.sign_in(NEW, "/resources")
    name = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis"
    step = {"since": "2026-11-20T15:00:00Z", "dueAt": None, "number": 1}

    async def busy(route: Route) -> None:
        answer = await route.fetch()
        told = await answer.json()
        if "nextSteps" in (told["data"].get("viewer") or {}):
            told["data"]["viewer"]["nextSteps"] = [
                {
                    **step,
                    "__typename": "NextStep",
                    "kind": "ANSWER_REQUEST",
                    "message": f"{name} asks you to be a mentor.",
                    "thing": {"__typename": "Mentorship", "id": f"M{number}"},
                }
                for number in range(8)
            ]
        await route.fulfill(response=answer, json=told)

    await page.route("**/graphql", busy)
    await page.goto(page.url.replace("/resources", "/"))
    items = page.get_by_role("region", name="What to do next").get_by_role("listitem")
    await expect(items).to_have_count(5)
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name="Show all 8").click()
    await expect(items).to_have_count(8)
    await expect(page.get_by_role("button", name="Show less")).to_be_focused()


async def test_a_statement_of_several_hundred_meetings_is_whole(people: People) -> None:
    page = await people.sign_in(SUSPENDED, "/resources")

    async def many(route: Route) -> None:
        asked = route.request.post_data_json or {}
        begun = int(asked.get("variables", {}).pop("after", None) or 0)
        answer = await route.fetch(post_data=asked)
        told = await answer.json()
        statement = (told["data"].get("viewer") or {}).get("statementOfHours") or {}
        if "meetings" in statement:
            first = statement["meetings"]["nodes"][0]
            nodes = [{**first, "id": f"Meeting{begun + number}"} for number in range(100)]
            more = {"hasNextPage": begun < 200, "endCursor": str(begun + 100), "__typename": "PageInfo"}
            statement["meetings"].update(nodes=nodes, pageInfo=more)
        await route.fulfill(response=answer, json=told)

    await page.route("**/graphql", many)
    await page.goto(page.url.replace("/resources", "/hours"))
    await expect(page.locator("tbody tr")).to_have_count(300)
    assert await overflow(page) == 0


async def test_a_mentor_pauses_with_one_press_and_hears_it(people: People) -> None:
    page = await people.sign_in(ASKED)
    switch = page.get_by_role("switch", name="Taking new requests")
    await expect(switch).to_be_checked()
    await switch.focus()
    await page.keyboard.press("Space")
    await expect(switch).not_to_be_checked()
    await expect(switch).to_be_focused()
    await expect(page.locator("#say")).to_have_text("Taking new requests, off.")
    await page.reload()
    await expect(switch).not_to_be_checked()
    await switch.focus()
    await page.keyboard.press("Enter")
    await expect(switch).to_be_checked()


async def test_a_lower_number_of_mentees_says_first_whose_request_it_closes(people: People, site: SiteServer) -> None:
    page = await people.sign_in(ASKED, "/settings")
    await expect(page.get_by_role("heading", name="What we know about you")).to_be_visible()
    received = site.ask(ASKED, "{ viewer { person { id } requestsReceived { nodes { id } } } }")["viewer"]
    accept = "mutation($input: AcceptRequestInput!) { acceptRequest(input: $input) { errors { message } } }"
    await act(page, accept, mentorship=received["requestsReceived"]["nodes"][0]["id"])
    request = "mutation($input: RequestMentorInput!) { requestMentor(input: $input) { errors { message } } }"
    site.ask(SEEKING, request, {"input": {"mentor": received["person"]["id"]}})
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_text("1 mentee", exact=True).click()
    save = page.get_by_role("button", name="Save the number of mentees")
    await save.click()
    await expect(page.get_by_role("heading", name="Change to 1 mentee at a time?")).to_be_focused()
    await expect(page.get_by_text("1 request is closed, and")).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(save).to_be_focused()
    await save.click()
    await page.get_by_role("button", name="Yes, change to 1").click()
    await expect(page.get_by_text("You take 1 mentee at a time.")).to_be_visible()


async def test_another_browser_is_signed_out_from_here_and_says_so(people: People) -> None:
    here, there = await people.sign_in(NEW, "/settings"), await people.sign_in(NEW)
    await here.reload()
    button = here.get_by_role("button", name="Sign out there in").first
    await button.click()
    await expect(here.get_by_role("heading", name="Sign out Chrome on Linux?")).to_be_focused()
    assert await violations(here) == []
    await here.get_by_role("button", name="Yes, sign out there").click()
    await expect(here.get_by_role("heading", name="Where you're signed in")).to_be_focused()
    await expect(there.get_by_text("You're signed out. What you typed is still here.")).to_be_visible(timeout=5000)
    await expect(there.get_by_role("heading", level=1)).to_contain_text("Hello")
    assert await violations(there) == []


async def test_reminders_are_chosen_by_keyboard_and_another_window_s_choice_is_not_overwritten(people: People) -> None:
    page, other = await people.sign_in(SUPERVISOR, "/reminders"), await people.sign_in(SUPERVISOR, "/reminders")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("checkbox").first.focus()
    await page.keyboard.press("Space")
    await page.get_by_role("button", name="Save").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Your reminders are saved.").first).to_be_visible()
    await other.get_by_role("checkbox").last.focus()
    await other.keyboard.press("Space")
    await other.get_by_role("button", name="Save").click()
    await expect(other.get_by_role("alert")).not_to_be_empty()
    await expect(other.get_by_role("checkbox").last).not_to_be_checked()
    await other.get_by_role("button", name="Use that one").click()
    await expect(other.get_by_role("checkbox").first).not_to_be_checked()
    await expect(other.get_by_role("checkbox").last).to_be_checked()


async def test_a_statement_of_hours_adds_up_and_can_be_printed_and_saved(people: People) -> None:
    page = await people.sign_in(SUSPENDED, "/hours")
    await expect(page.get_by_text("Confirmed: ")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    rows = page.locator("tbody tr")
    number = await rows.count()
    assert number > 0
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Download CSV").click()
    text = (await (await saving.value).path()).read_text("utf-8-sig")
    assert len(text.splitlines()) == number + 1
    await page.emulate_media(media="print")
    await expect(page.get_by_text("For the department: name, date, signature")).to_be_visible()
    await expect(page.get_by_role("button", name="Print")).to_be_hidden()
    await expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


async def test_a_period_that_ends_before_it_begins_is_said_beside_the_field(people: People) -> None:
    page = await people.sign_in(SUSPENDED, "/hours")
    await page.get_by_text("Change the period").click()
    await page.get_by_role("group", name="Last day").get_by_label("Year").fill("2025")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    await expect(page).to_have_title("Error: Statement of hours - MOMENTS")
    assert await violations(page) == []
    await page.get_by_role("link", name="Last year").click()
    await expect(
        page.get_by_text("No meetings are logged for this period.").or_(page.get_by_text("Confirmed: "))
    ).to_be_visible()
    await expect(page).to_have_title("Statement of hours - MOMENTS")
