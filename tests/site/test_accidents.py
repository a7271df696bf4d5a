"""What users and accidents do to the site: it stays whole, says what is so, and does nothing twice."""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Page, Request, Route, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer
from tests.site.teams import Team, teams

pytestmark = [pytest.mark.long, pytest.mark.soak]
NEW, SEEKING, MENTEE, OFFICE = (
    "has not applied yet",
    "mentee who looks for a mentor",
    "mentee with a mentor",
    "program office",
)
ONLINE = "dispatchEvent(new Event('online'))"
"""The page asks again."""


@pytest.fixture(scope="module")
def all_teams(site: SiteServer) -> Iterator[Team]:
    return teams(site, 6)


@pytest.fixture
def team(all_teams: Iterator[Team]) -> Team:
    return next(all_teams)


def of_the_graph(request: Request, kind: str) -> bool:
    return request.url.endswith("/graphql") and f'"query":"{kind} ' in (request.post_data or "")


# --- who is there ----------------------------------------------------------------------------------------


async def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(people: People) -> None:
    page = await people.sign_in(NEW, "/reminders")
    await page.clock.install()
    await page.reload()
    await expect(page.get_by_role("checkbox").first).to_be_visible()
    await page.clock.fast_forward("00:30")
    assert await _is_background(page, "query", ONLINE)
    await page.get_by_role("checkbox").first.focus()
    await page.keyboard.press("Space")
    await page.wait_for_timeout(500)
    assert not await _is_background(page, "query", ONLINE)
    await page.clock.fast_forward("00:30")
    assert not await _is_background(page, "mutation", "document.querySelector('main form').requestSubmit()")


async def _is_background(page: Page, kind: str, happens: str) -> bool:
    async with page.expect_request(lambda each: of_the_graph(each, kind)) as asked:
        await page.evaluate(happens)
    return "moments-background" in (await asked.value).headers


async def test_nothing_personal_is_in_the_browser_s_stores_and_nobody_else_is_asked(
    people: People, site: SiteServer
) -> None:
    page = await people.visitor("/healthz")
    elsewhere: list[str] = []
    page.on("request", lambda each: None if each.url.startswith((site.base, "data:")) else elsewhere.append(each.url))
    page = await people.sign_in(NEW, "/be-a-mentee/application")
    page.on("request", lambda each: None if each.url.startswith((site.base, "data:")) else elsewhere.append(each.url))
    await page.get_by_role("textbox", name="bio").fill("I like rivers.")
    await page.wait_for_timeout(400)
    assert await page.evaluate("JSON.stringify(sessionStorage).includes('rivers')")
    assert await page.evaluate("localStorage.length") == 0
    assert (
        await page.evaluate("(async () => (await indexedDB.databases()).length + (await caches.keys()).length)()") == 0
    )
    assert await page.evaluate("document.cookie") == ""
    assert await page.evaluate("document.querySelectorAll('[style], style, script:not([src])').length") == 0
    await page.evaluate("history.replaceState({}, '', '/resources')")
    await page.get_by_role("button", name="Account:").click()
    await page.get_by_role("button", name="Sign out").click()
    if await page.get_by_role("button", name="Leave").count():
        await page.get_by_role("button", name="Leave").click()
    await page.wait_for_url(lambda url: "application" not in url and "resources" not in url)
    await page.goto(f"{site.base}/resources")
    assert await page.evaluate("sessionStorage.length") == 0
    assert elsewhere == []


async def test_nothing_of_the_former_person_is_shown_after_somebody_else_signs_in(
    people: People, site: SiteServer, team: Team
) -> None:
    """In another window, so that this one is not loaded anew by the sign-in."""
    (waits,) = team.apply()
    page = await people.sign_in(team.supervisor, "/queue")
    await expect(page.get_by_role("main")).to_contain_text(waits.name)
    window = await page.context.new_page()
    await window.goto(f"{site.base}/auth/login?next=/resources")
    await window.get_by_label("Work email").fill(site.email(SEEKING))
    await window.get_by_role("button", name="Sign in", exact=True).last.click()
    await window.wait_for_url("**/resources")
    await page.evaluate(ONLINE)
    await expect(page.get_by_text(waits.name)).to_have_count(0)
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Resources").click()
    await page.go_back()
    await page.wait_for_timeout(300)
    assert waits.name not in await page.content()


# --- presses ---------------------------------------------------------------------------------------------


async def test_a_double_press_sends_once(people: People, team: Team) -> None:
    (waits,) = team.apply()
    page = await people.sign_in(team.supervisor, "/queue")
    sent: list[Request] = []
    page.on("request", lambda each: sent.append(each) if of_the_graph(each, "mutation") else None)
    await page.get_by_role("button", name=f"Approve {waits.name}'s mentee application", exact=True).dblclick()
    await page.get_by_role("button", name="Yes, approve").evaluate("button => { button.click(); button.click() }")
    await expect(page.get_by_text(f"You approved {waits.name}'s mentee application")).to_be_visible()
    assert len([each for each in sent if "ApproveApplication" in (each.post_data or "")]) == 1


async def test_two_windows_of_one_person_decide_once(people: People, team: Team) -> None:
    (waits,) = team.apply()
    first = await people.sign_in(team.supervisor, "/queue")
    second = await first.context.new_page()
    await second.goto(first.url)
    for page in (first, second):
        await page.get_by_role("button", name=f"Approve {waits.name}'s mentee application", exact=True).click()
    buttons = [page.get_by_role("button", name="Yes, approve") for page in (first, second)]
    await asyncio.gather(*(each.evaluate("button => button.click()") for each in buttons))
    for page in (first, second):
        await expect(page.locator(f"[id='application-{waits.id}']")).to_contain_text("approved")
    assert team.read(waits)["state"] == "APPROVED"


# --- the way there and back ------------------------------------------------------------------------------


async def test_back_returns_to_the_filters_the_place_and_the_link(people: People) -> None:
    page = await people.sign_in(MENTEE, "/search")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    link = page.get_by_role("main").locator("a[href*='/mentors/']").last
    await link.scroll_into_view_if_needed()
    address = await link.get_attribute("href")
    await page.wait_for_timeout(200)
    place = await page.evaluate("scrollY")
    await link.click()
    await page.wait_for_url(f"**{address}")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.go_back()
    await page.wait_for_url("**/search")
    await expect(page.locator(f"main a[href='{address}']").last).to_be_focused()
    assert abs(await page.evaluate("scrollY") - place) < 5
    await page.go_forward()
    await page.wait_for_url(f"**{address}")


async def test_back_out_of_a_form_and_forward_into_it_keeps_what_is_typed(people: People) -> None:
    page = await people.sign_in(NEW, "/be-a-mentee")
    await page.goto(page.url + "/application")
    bio = page.get_by_role("textbox", name="bio")
    await bio.fill("I like rivers.")
    await page.evaluate("history.pushState({}, '', '/resources'); dispatchEvent(new PopStateEvent('popstate'))")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Resources")
    await page.go_back()
    await expect(bio).to_have_value("I like rivers.")


# --- the server ------------------------------------------------------------------------------------------

REACH, LOT = "We can't reach MOMENTS", "That was a lot at once. Wait for 7 seconds."
ANSWERS: list[tuple[str, dict[str, Any] | None, str]] = [
    ("500", {"status": 500, "content_type": "text/html", "body": "<h1>Oops</h1>"}, REACH),
    ("503", {"status": 503, "body": "starting"}, REACH),
    ("429", {"status": 429, "headers": {"retry-after": "7"}, "body": json.dumps({"errors": [{"message": "No"}]})}, LOT),
    ("garbage", {"status": 200, "content_type": "application/json", "body": "{not json"}, REACH),
    ("an empty answer", {"status": 200, "body": ""}, REACH),
    ("nothing", None, REACH),
]


def answering(answer: dict[str, Any] | None, kind: str) -> Any:
    async def answers(route: Route) -> None:
        if kind == "mutation" and not of_the_graph(route.request, kind):
            await route.continue_()
        elif answer is None:
            await route.abort()
        else:
            await route.fulfill(**answer)

    return answers


async def test_whatever_the_server_answers_the_page_says_how_it_stands(people: People) -> None:
    page = await people.sign_in(OFFICE, "/reminders")
    save = page.get_by_role("button", name="Save")
    for name, answer, sentence in ANSWERS:
        await expect(save, name).to_be_visible(timeout=15_000)
        await page.route("**/graphql", answering(answer, "mutation"))
        await page.get_by_role("checkbox").first.focus()
        await page.keyboard.press("Space")
        await save.click()
        await expect(page.get_by_role("alert").last, name).to_contain_text("Try again")
        await page.unroute("**/graphql")
        await page.route("**/graphql", answering(answer, "query"))
        await page.reload()
        await expect(page.get_by_role("main").get_by_text(sentence).first, name).to_be_visible()
        await expect(page.get_by_role("heading", level=1), name).to_have_count(1)
        await page.unroute("**/graphql")
        if sentence == LOT:
            await page.get_by_role("button", name="Try again").click()


async def test_a_page_that_fails_leaves_the_frame_and_the_other_pages(people: People) -> None:
    page = await people.sign_in(OFFICE, "/resources")

    async def with_a_day_that_is_none(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(
            response=answer, body=re.sub(r'"createdAt":"[^"]*"', '"createdAt":"?"', await answer.text())
        )

    await page.route("**/graphql", with_a_day_that_is_none)
    await page.get_by_role("button", name="Account:").click()
    await page.get_by_role("link", name="Your settings").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("This page doesn't work right now")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Resources").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Resources")
    await page.unroute_all(behavior="ignoreErrors")
    assert any("Invalid time" in each for each in people.complaints)
    people.complaints.clear()


# --- addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/search?after=x", "/requests?before=x"])
async def test_an_address_that_was_cut_off_leads_to_the_beginning(people: People, path: str) -> None:
    page = await people.sign_in(MENTEE, path)
    await expect(page.get_by_role("heading", name="We can't read this address")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("link", name="Start from the beginning").click()
    await expect(page.get_by_role("heading", name="We can't read this address")).to_have_count(0)
    assert page.url.endswith(path.split("?")[0])


@pytest.mark.parametrize("path", ["/applications/%C3", "/mentorships/%00", "/office/people/%E0%A4%A", "/a//b"])
async def test_an_address_that_is_nonsense_leads_nowhere(people: People, path: str) -> None:
    page = await people.visitor(path)
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find that page")


# --- live ------------------------------------------------------------------------------------------------


async def test_what_happens_while_an_answer_is_on_its_way_is_asked_for_after_it(people: People, team: Team) -> None:
    page = await people.sign_in(team.supervisor, "/resources")
    told, came, go = asyncio.Event(), asyncio.Event(), asyncio.Event()
    asked: list[Route] = []

    def hear(frame: str | bytes) -> None:
        if "approvalQueue" in str(frame):
            told.set()

    async def late(route: Route) -> None:
        """The first answer is from before the change, and comes once it is let go."""
        if '"query":"query Queue(' not in (route.request.post_data or ""):
            await route.continue_()
            return
        asked.append(route)
        answer = await route.fetch()
        came.set()
        await go.wait()
        await route.fulfill(response=answer)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    await page.goto(page.url.replace("/resources", "/queue"))
    await expect(page.get_by_text("No applications wait for you.")).to_be_visible()
    await page.clock.set_fixed_time(datetime.now(UTC))  # its patience with an answer does not end
    await page.route("**/graphql", late)
    await page.evaluate(ONLINE)
    async with asyncio.timeout(20):
        await came.wait()
        (waits,) = await asyncio.to_thread(team.apply)
        await told.wait()
    await page.wait_for_timeout(500)  # until it would ask
    assert len(asked) == 1  # an answer that is given up for the next never comes where changes are many
    go.set()
    await expect(page.get_by_role("main")).to_contain_text(waits.name)
    assert len(asked) == 2
    await page.unroute_all(behavior="wait")


async def test_a_socket_that_was_cut_misses_nothing(people: People, team: Team) -> None:
    page = await people.sign_in(team.supervisor, "/resources")
    sockets: list[Any] = []
    cut = False

    async def through(socket: Any) -> None:
        if cut:
            await socket.close(code=1012)
            return
        sockets.append(socket)
        socket.connect_to_server()

    await page.route_web_socket("**/graphql", through)
    await page.goto(page.url.replace("/resources", "/queue"))
    await expect(page.get_by_text("No applications wait for you.")).to_be_visible()
    await page.wait_for_timeout(500)
    cut = True
    for each in sockets:
        await each.close(code=1012)
    applied = await asyncio.to_thread(team.apply, 5)
    await page.wait_for_timeout(5500)
    await expect(page.get_by_role("main").get_by_text("Live updates are paused.")).to_be_visible()
    assert await violations(page) == []
    cut = False
    for each in applied:
        await expect(page.locator(f"[id='application-{each.id}']")).to_be_visible()
    await expect(page.get_by_role("main").get_by_text("Live updates are paused.")).to_have_count(0)


# --- people ----------------------------------------------------------------------------------------------

NAMES = [("Sean", "O’Brien"), ("José", "Muñoz"), ("Minh Khai", "Nguyễn Thị"), ("A" * 30, "B" * 30), ("X", "Y")]  # noqa: RUF001
BIO = "\n".join(
    ["Hello 🌊👩🏽‍🔧", "w" * 300, "<script>alert(1)</script> <b>bold</b>", "https://example.com/a", *[""] * 55, "End."]
)


async def test_names_and_bios_of_all_kinds_are_shown_as_they_were_written(
    people: People, site: SiteServer, team: Team
) -> None:
    applied = team.apply(len(NAMES), BIO)
    for each, (first, last) in zip(applied, NAMES, strict=True):
        site.rows("UPDATE employees SET first_name = ?, last_name = ? WHERE email = ?", first, last, each.email)
    page = await people.sign_in(team.supervisor, "/queue")
    for first, last in NAMES:
        await expect(page.get_by_role("main").get_by_text(f"{first} {last}").first).to_be_visible()
    assert await overflow(page) == 0
    assert await violations(page) == []
    await page.goto(page.url.replace("/queue", f"/applications/{applied[0].id}"))
    await expect(page.get_by_role("main")).to_contain_text("<script>alert(1)</script> <b>bold</b>")
    await expect(page.get_by_role("main")).to_contain_text("Hello 🌊👩🏽‍🔧")
    await expect(page.locator("main a[href*='example.com']")).to_have_count(0)
    assert await overflow(page) == 0
    assert await violations(page) == []


# --- browsers --------------------------------------------------------------------------------------------


async def test_a_browser_in_another_zone_shows_the_state_s_time(people: People) -> None:
    here, there = [
        await people.sign_in(OFFICE, "/office/cycle", timezone_id=zone) for zone in ("America/Chicago", "Asia/Tokyo")
    ]
    for path in ("/office/cycle", "/settings"):
        told: list[list[str]] = []
        for page in (here, there):
            await page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
            await page.wait_for_load_state("networkidle")
            text = await page.get_by_role("main").inner_text()
            told.append(re.findall(r"\d+:\d\d [ap]\.m\.(?: Central time)?|noon(?: Central time)?|midnight", text))
        assert sorted({each.replace(" Central time", "") for each in told[1]}) == sorted(set(told[0]))
        assert all(each.endswith("Central time") for each in told[1])


async def test_a_page_at_twice_the_size_does_not_scroll_sideways(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office", width=640, device_scale_factor=2, reduced_motion="reduce")
    assert await overflow(page, 640) == 0
    lasts = "parseFloat(getComputedStyle(each).transitionDuration)"
    assert await page.evaluate(f"[...document.querySelectorAll('*')].filter(each => {lasts} > 0.01).length") == 0
