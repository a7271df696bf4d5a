"""What people see and keep when a sign-in ends, the server is away, or something of ours fails."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.async_api import Page, Route, expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
NEW, SEEKING, OFFICE = "has not applied yet", "mentee who looks for a mentor", "program office"
FORM, BIO = "/be-a-mentee/application", "I like rivers."
END = "mutation { endOtherSessions(input: {}) { errors { message } } }"


async def end_elsewhere(people: People, who: str) -> None:
    """Signs the person out everywhere else, as from their settings."""
    there = await people.sign_in(who, "/resources")
    await there.evaluate(
        """async query => {
            const headers = { "content-type": "application/json" };
            await fetch("graphql", { method: "POST", body: JSON.stringify({ query }), headers });
        }""",
        END,
    )


async def sign_in_here(page: Page, email: str) -> None:
    await page.get_by_role("link", name="Sign in again").click()
    await page.get_by_label("Work email").fill(email)
    await page.get_by_role("button", name="Sign in", exact=True).last.click()


async def test_a_sign_in_that_ends_leaves_what_is_typed_and_the_same_person_goes_on(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(NEW, FORM)
    bio = page.get_by_role("textbox", name="bio")
    await bio.fill(BIO)
    await end_elsewhere(people, NEW)
    alert = page.get_by_text("You're signed out. What you typed is still here.")
    await expect(alert).to_be_visible()
    await expect(bio).to_have_value(BIO)
    assert await page.evaluate('document.activeElement.textContent.includes("You\'re signed out")')
    assert await violations(page) == []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.get_by_role("button", name="Save").first.click()
    assert not any(url.endswith("/graphql") for url in asked)
    await sign_in_here(page, site.email(NEW))
    await page.wait_for_url(f"**{FORM}")
    await expect(page.get_by_text("You're signed in again. We kept what you typed.")).to_be_visible()
    await expect(bio).to_have_value(BIO)
    assert await violations(page) == []


async def test_another_person_who_signs_in_after_it_does_not_see_what_was_typed(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(NEW, FORM)
    await page.get_by_role("textbox", name="bio").fill(BIO)
    await end_elsewhere(people, NEW)
    await expect(page.get_by_text("You're signed out.")).to_be_visible()
    await sign_in_here(page, site.email(SEEKING))
    await expect(page.get_by_text("What somebody else typed here was removed.")).to_be_visible()
    assert await page.evaluate("!JSON.stringify(sessionStorage).includes('rivers')")
    await expect(page.get_by_text(BIO)).to_have_count(0)


async def test_somebody_else_who_signs_in_in_another_window_does_not_get_what_was_typed(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(NEW, FORM)
    await page.route_web_socket("**/graphql", lambda _: None)  # by which it would learn that it is signed out
    await page.reload()
    await page.get_by_role("textbox", name="bio").fill(BIO)
    await page.wait_for_timeout(500)
    window = await page.context.new_page()
    await window.goto(f"{site.base}/auth/login?next=/resources")
    await window.get_by_label("Work email").fill(site.email(SEEKING))
    await window.get_by_role("button", name="Sign in", exact=True).last.click()
    await window.wait_for_url("**/resources")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_text("What somebody else typed here was removed.")).to_be_visible()
    await expect(page.get_by_role("textbox", name="bio")).to_have_count(0)
    assert await page.evaluate("!JSON.stringify(sessionStorage).includes('rivers')")


async def test_the_end_that_nothing_prolongs_is_told_ahead(people: People) -> None:
    page = await people.sign_in(NEW, "/resources")
    end = (datetime.now(UTC) + timedelta(minutes=4)).isoformat()

    async def nearly_over(route: Route) -> None:
        answer = await route.fetch()
        told = await answer.json()
        if session := (told["data"].get("viewer") or {}).get("session"):
            session.update(idleExpiresAt=end, expiresAt=end)
        await route.fulfill(response=answer, json=told)

    await page.route("**/graphql", nearly_over)
    await page.reload()
    await expect(page.get_by_role("main").get_by_text("You'll be signed out at")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert await violations(page) == []


async def test_an_unused_sign_in_asks_for_more_time_before_it_ends(people: People) -> None:
    page = await people.sign_in(OFFICE, "/settings")
    await page.clock.install()
    await page.reload()
    await expect(page.get_by_role("heading", name="Where you're signed in")).to_be_visible()
    await page.clock.fast_forward("55:30")
    dialog = page.get_by_role("dialog", name="Do you need more time?")
    await expect(dialog).to_be_visible()
    await expect(dialog).to_contain_text("For your security we'll sign you out at")
    await expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()


async def test_nobody_there_means_signed_out_and_the_page_says_so(people: People) -> None:
    page = await people.sign_in(OFFICE, "/settings")
    await page.clock.install()
    await page.reload()
    await expect(page.get_by_role("heading", name="Where you're signed in")).to_be_visible()
    await page.clock.fast_forward("56:00")
    await expect(page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    await page.clock.fast_forward("03:10")
    await expect(page.get_by_role("alert").filter(has_text="1 minute")).to_be_visible()
    await page.clock.fast_forward("01:00")
    await expect(page.get_by_text("You're signed out. What you typed is still here.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Where you're signed in")).to_be_visible()


async def test_a_server_that_starts_again_is_met_again_by_itself(people: People, site: SiteServer) -> None:
    page = await people.sign_in(NEW, FORM)
    bio = page.get_by_role("textbox", name="bio")
    await bio.fill(BIO)
    site.stop()
    try:
        await page.evaluate("dispatchEvent(new Event('online'))")
        alert = page.get_by_role("main").get_by_text("We can't reach MOMENTS right now.")
        await expect(alert).to_be_visible()
        await expect(bio).to_have_value(BIO)
        assert await violations(page) == []
    finally:
        site.start()
    await expect(alert).to_be_hidden(timeout=20_000)
    await expect(bio).to_have_value(BIO)


async def test_a_page_that_is_loaded_meanwhile_comes_by_itself(people: People) -> None:
    page = await people.sign_in(NEW, "/resources")
    await page.route("**/graphql", lambda route: route.abort())
    await page.goto(page.url.replace("/resources", "/settings"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't reach MOMENTS")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.unroute("**/graphql")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your settings", timeout=15_000)


async def test_offline_is_said_and_ends(people: People) -> None:
    page = await people.sign_in(NEW, FORM)
    await page.context.set_offline(True)
    alert = page.get_by_role("main").get_by_text("You're offline. You can go on reading and typing.")
    await expect(alert).to_be_visible()
    await page.get_by_role("textbox", name="bio").fill(BIO)
    assert await violations(page) == []
    await page.context.set_offline(False)
    await expect(alert).to_be_hidden()


def failing(status: int, code: str, headers: dict[str, str] | None = None, **more: str) -> object:
    """Answers mutations with an error."""
    body = {"errors": [{"message": "It failed.", "extensions": {"code": code, **more}}]}

    async def answer(route: Route) -> None:
        if "mutation" not in (route.request.post_data or ""):
            await route.continue_()
            return
        given = {"content-type": "application/json", **(headers or {})}
        await route.fulfill(status=status, headers=given, body=json.dumps(body))

    return answer


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (failing(429, "RATE_LIMITED", {"retry-after": "30"}), "That was a lot at once. Try again in 30 seconds."),
        (failing(200, "INTERNAL_SERVER_ERROR", errorId="7F3A-91C2"), "give the program office this number: 7F3A-91C2."),
    ],
    ids=["too much at once", "our bug"],
)
async def test_what_fails_is_said_beside_the_button(people: People, answer: object, sentence: str) -> None:
    page = await people.sign_in(NEW, "/reminders")
    await page.route("**/graphql", answer)  # type: ignore[arg-type]
    await page.get_by_role("checkbox").first.focus()
    await page.keyboard.press("Space")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert")).to_contain_text(sentence)
    assert await violations(page) == []


async def test_the_same_input_has_the_same_key_until_it_is_answered_also_after_a_reload(people: People) -> None:
    page = await people.sign_in(SEEKING, "/reminders")
    box, save = page.get_by_role("checkbox").first, page.get_by_role("button", name="Save", exact=False)
    keys: list[str] = []
    cut = True

    async def lost(route: Route) -> None:
        asked = route.request.post_data_json or {}
        if not str(asked.get("query")).startswith("mutation"):
            await route.continue_()
            return
        keys.append(asked["variables"]["input"]["idempotencyKey"])
        await (route.abort() if cut else route.continue_())

    async def mute(muted: bool) -> None:
        await expect(save).to_be_visible()
        if await box.is_checked() == muted:
            await box.press("Space")
        async with page.expect_request(lambda each: '"query":"mutation ' in (each.post_data or "")):
            await save.click()
        await expect(page.get_by_role("main")).to_contain_text("Try again" if cut else "Your reminders are saved.")

    await page.route("**/graphql", lost)
    await mute(True)
    await mute(True)
    await page.reload()
    await mute(True)
    cut = False
    await mute(True)
    assert len(keys) == 4
    assert len(set(keys)) == 1
    await mute(False)
    await mute(True)  # the first input once more: another wish
    assert len(set(keys)) == 3


async def test_a_newer_release_is_told_on_the_page_that_is_open(people: People) -> None:
    page = await people.sign_in(NEW, "/resources")

    async def newer(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, headers={**answer.headers, "moments-release": "next"})

    await page.route("**/graphql", newer)
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_text("MOMENTS was updated. What you typed is kept.")).to_be_visible()
    assert await violations(page) == []


async def test_a_part_of_the_site_that_is_gone_says_that_there_is_a_new_version(people: People) -> None:
    page = await people.sign_in(NEW, "/resources")
    await page.route("**/assets/Settings-*.js", lambda route: route.fulfill(status=404, body="Not Found"))
    await page.get_by_role("button", name="Account:").click()
    await page.get_by_role("link", name="Your settings").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("We couldn't load this page")
    await expect(page.get_by_text("MOMENTS was updated while you were here.")).to_be_visible()
    assert await violations(page) == []
    await page.unroute("**/assets/Settings-*.js")
    await page.get_by_role("link", name="Load the new version").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your settings")


def _of_nobody(kind: str) -> str:
    return urlsafe_b64encode(f"{kind}:{uuid4().hex}".encode()).decode().rstrip("=")


async def test_what_is_somebody_else_s_or_gone_is_the_same_page(people: People) -> None:
    for path in (f"/applications/{_of_nobody('Application')}", f"/requests/{_of_nobody('Mentorship')}"):
        page = await people.sign_in(NEW, path)
        await expect(page.get_by_role("heading", level=1)).to_have_text("You can't open this page")
        await expect(page.get_by_role("main").get_by_text("You're signed in as")).to_be_visible()
        assert await violations(page) == []


async def test_who_is_not_in_the_state_s_records_is_told_what_to_do(people: People) -> None:
    page = await people.visitor("/auth/login?next=/queue")
    await page.get_by_label("Work email").fill("somebody@else.example")
    await page.get_by_role("button", name="Sign in", exact=True).last.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("We can't find you in the State's records")
    await expect(page.get_by_role("link", name="Sign out of it")).to_be_visible()
    assert await overflow(page) == 0
