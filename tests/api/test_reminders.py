"""Reminders that people do without: by the graph, by an email's link, and by their mail program's one click."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from moments.domain.email.kinds import EmailKind, Reminder
from moments.domain.shared.ids import PersonId
from moments.infrastructure.email.tokens import LASTS
from tests.api.api_client import ApiClient
from tests.api.test_rules_email import arrived, put, the
from tests.infrastructure.email.html_page import Page, contrast

SHAPE = "reminders { revision settings { reminder description muted } }"
PATH = "/letters/unsubscribe"


async def muted(world: ApiClient, who: str) -> set[str]:
    settings = (await world.viewer(who, SHAPE))["reminders"]["settings"]
    assert [each["reminder"] for each in settings] == [reminder.name for reminder in Reminder]
    return {each["reminder"] for each in settings if each["muted"]}


def token(world: ApiClient, who: str = "ann", reminder: Reminder = Reminder.PERIOD_ENDING) -> str:
    return str(world.container.tokens().make(PersonId(who), reminder, world.clock.at))


async def get(world: ApiClient, **parameters: str) -> httpx.Response:
    return await world.client.get(PATH, params=parameters)


async def test_reminders_are_chosen_as_a_whole_and_are_ones_own(each_world: ApiClient) -> None:
    world = each_world
    assert await muted(world, "ann") == set()
    answer = await world.done("ann", "setReminders", SHAPE, muted=["PERIOD_ENDING", "REQUEST_WAITING"])
    assert {each["reminder"] for each in answer["reminders"]["settings"] if each["muted"]} == {
        "PERIOD_ENDING",
        "REQUEST_WAITING",
    }
    assert all(each["description"].endswith(".") for each in answer["reminders"]["settings"])
    await world.done("ann", "setReminders", SHAPE, muted=["FIRST_MEETING_DUE", "REQUEST_WAITING"])
    assert await muted(world, "ann") == {"FIRST_MEETING_DUE", "REQUEST_WAITING"}
    assert await muted(world, "abe") == set()
    await world.done("ann", "setReminders", SHAPE, muted=[])
    assert await muted(world, "ann") == set()


@pytest.mark.rule("APR-6", "APR-7", "SUR-1", "REQ-2")
async def test_what_a_rule_demands_cannot_be_chosen_away(world: ApiClient) -> None:
    for demanded in {kind.name for kind in EmailKind} - {reminder.name for reminder in Reminder}:
        answer = await world.ask(
            "ann", f"mutation {{ setReminders(input: {{muted: [{demanded}], expectedRevision: 1}}) {{ {SHAPE} }} }}"
        )
        assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


# --- the link of an email -----------------------------------------------------------------------------


async def test_the_emails_own_link_stops_that_reminder_and_no_other(each_world: ApiClient) -> None:
    world = each_world
    said = {"quarter": "2026Q1", "closes": "2026-01-20"}
    await put(world, EmailKind.PERIOD_ENDING, "ann", **said)
    await put(world, EmailKind.PERIOD_ENDING, "abe", **said)
    mine, _ = await arrived(world, "period_ending")
    assert mine.unsubscribe
    assert mine.unsubscribe.startswith(f"http://127.0.0.1:8000{PATH}?token=")
    answer = await world.client.post(mine.unsubscribe, content="List-Unsubscribe=One-Click")
    assert answer.status_code == 200
    assert await muted(world, "ann") == {"PERIOD_ENDING"}
    assert await muted(world, "abe") == set()
    assert (await the(world, "period_ending")).address == "abe@oa.mo.example"


async def test_looking_at_the_page_changes_nothing(world: ApiClient) -> None:
    before = await world.dump()
    for _ in range(2):
        page = await get(world, token=token(world))
        assert page.status_code == 200
        assert "Stop these reminders?" in page.text
    assert (await world.client.head(PATH, params={"token": token(world)})).status_code == 200
    assert await world.dump() == before


async def test_the_pages_button_stops_them_and_the_next_turns_them_on_again(world: ApiClient) -> None:
    await world.done("ann", "setReminders", SHAPE, muted=["REQUEST_WAITING"])
    asked = Page((await get(world, token=token(world))).text)
    stopped = await press(world, asked)
    assert "These reminders have stopped" in stopped.text
    assert "Did you change your mind?" in stopped.text
    assert await muted(world, "ann") == {"PERIOD_ENDING", "REQUEST_WAITING"}
    back = await press(world, stopped)
    assert "These reminders are on again" in back.text
    assert await muted(world, "ann") == {"REQUEST_WAITING"}
    assert back.of("form") == []


async def press(world: ApiClient, page: Page) -> Page:
    """The page's one button."""
    (form,) = page.of("form")
    assert form.attributes["method"] == "post"
    assert len(page.of("button")) == 1
    answer = await world.client.post(urljoin(PATH, form.attributes["action"] or ""))
    assert answer.status_code == 200
    return Page(answer.text)


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b""},
    ],
    ids=["form", "multipart", "nothing"],
)
async def test_one_click_is_one_request_without_cookies_or_sign_in(world: ApiClient, sent: dict[str, Any]) -> None:
    for _ in range(2):  # a mail program may repeat it
        answer = await world.client.post(PATH, params={"token": token(world)}, **sent)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    assert await muted(world, "ann") == {"PERIOD_ENDING"}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_token_that_is_not_ours_changes_nothing_and_says_so(world: ApiClient, method: str) -> None:
    good = token(world)
    before = await world.dump()
    for bad in ("", "nonsense", good[:-1], good + "A", "x" * 4000, "\u00e9.\u00e9"):
        answer = await world.client.request(method, PATH, params={"token": bad})
        assert answer.status_code == 400
        assert "This link does not work" in answer.text
        assert "Nothing was changed" in answer.text
    assert (await world.client.request(method, PATH)).status_code == 400
    assert await world.dump() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_token_that_is_too_old_changes_nothing_and_says_so(world: ApiClient, method: str) -> None:
    old = token(world)
    world.clock.at += LASTS + timedelta(seconds=1)
    before = await world.dump()
    answer = await world.client.request(method, PATH, params={"token": old})
    assert answer.status_code == 410
    assert "This link has expired" in answer.text
    assert await world.dump() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_refused(world: ApiClient, method: str) -> None:
    answer = await world.client.request(method, PATH, params={"token": token(world)})
    assert answer.status_code == 405


async def test_the_page_is_accessible_and_keeps_its_address_to_itself(world: ApiClient) -> None:
    answer = await get(world, token=token(world))
    page = Page(answer.text)
    assert page.of("html")[0].attributes["lang"] == "en"
    assert page.of("title")[0].words.endswith(" - MOMENTS")
    assert [each.tag for each in page.of("h1", "h2", "h3")] == ["h1"]
    assert page.of("script", "img") == []
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    for color, background in (("#1b1b1b", "#ffffff"), ("#005ea2", "#ffffff"), ("#ffffff", "#162e51")):
        assert color.replace("#ffffff", "#fff") in style
        assert contrast(color, background) >= 4.5
