"""The program office's letters: what failed is seen, told live, sent again or discarded."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import World, a_world

SHOWN = "id kind recipient { name } state attempts nextAttemptAt settledAt problem"


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(database_url, tmp_path) as world:
        await world.approved("mia", "MENTOR")
        await world.approved("ann", "MENTEE")
        yield world


async def letters(world: World, arguments: str = "first: 50", who: str = "olga") -> Any:
    page = "totalCount pageInfo { hasNextPage endCursor }"
    shape = f"officeDesk {{ letters({arguments}) {{ {page} nodes {{ {SHOWN} }} }} }}"
    return (await world.viewer(who, shape))["officeDesk"]["letters"]


async def counts(world: World) -> dict[str, int]:
    shape = "officeDesk { letterCounts { waiting sent dropped dead discarded } }"
    return (await world.viewer("olga", shape))["officeDesk"]["letterCounts"]  # type: ignore[no-any-return]


async def test_the_office_sees_to_whom_and_why_it_failed(world: World) -> None:
    failed = await world.failed_letter("550 5.1.1 no such mailbox")

    (shown,) = (await letters(world, "state: DEAD"))["nodes"]
    assert shown["id"] == failed
    assert (shown["kind"], shown["state"], shown["attempts"]) == ("APPLICATION_RECEIVED", "DEAD", 1)
    assert shown["recipient"] == {"name": "Mia Doe"}
    assert shown["problem"] == "550 5.1.1 no such mailbox"
    assert shown["nextAttemptAt"] is None
    assert await world.node("olga", "Letter", failed, SHOWN) == shown


async def test_letters_come_newest_first_page_by_page_and_counted(world: World) -> None:
    everything = await letters(world)
    numbers = [int(ids.identity_of("Letter", node["id"])) for node in everything["nodes"]]
    assert numbers == sorted(numbers, reverse=True)
    assert everything["totalCount"] == len(numbers) == 4

    first = await letters(world, "first: 3")
    rest = await letters(world, f'first: 3, after: "{first["pageInfo"]["endCursor"]}"')
    assert [*first["nodes"], *rest["nodes"]] == everything["nodes"]
    assert await counts(world) == {"waiting": 4, "sent": 0, "dropped": 0, "dead": 0, "discarded": 0}


async def test_a_failed_letter_is_sent_again_from_its_first_attempt(world: World) -> None:
    failed = await world.failed_letter()

    payload = await world.done("olga", "sendLetterAgain", f"letter {{ {SHOWN} }}", letter=failed)

    shown = payload["letter"]
    assert (shown["state"], shown["attempts"], shown["problem"]) == ("WAITING", 0, None)
    assert shown["nextAttemptAt"]
    world.clock.pass_(minutes=2)
    claimed = await world.container.mailroom().claim(world.clock.now(), timedelta(minutes=3), 10)
    assert ids.identity_of("Letter", failed) in {str(letter.id) for letter in claimed}
    audit = await world.viewer("olga", "officeDesk { audit(first: 2) { nodes { action sentence } } }")
    assert audit["officeDesk"]["audit"]["nodes"] == [
        {"action": "LETTER_SENT_AGAIN", "sentence": "Olga Doe had a letter sent again that had failed."},
        {"action": "LETTER_DIED", "sentence": "A letter could not be delivered."},
    ]


async def test_a_failed_letter_is_discarded_with_a_reason_and_never_sent(world: World) -> None:
    failed = await world.failed_letter("550 no")

    payload = await world.done("olga", "discardLetter", f"letter {{ {SHOWN} }}", letter=failed, reason="She has left.")

    assert payload["letter"]["state"] == "DISCARDED"
    assert payload["letter"]["problem"] == "550 no Discarded: She has left."
    assert (await counts(world))["discarded"] == 1
    world.clock.pass_(days=2)
    claimed = await world.container.mailroom().claim(world.clock.now(), timedelta(minutes=3), 10)
    assert ids.identity_of("Letter", failed) not in {str(letter.id) for letter in claimed}


@pytest.mark.parametrize("mutation", ["sendLetterAgain", "discardLetter"])
async def test_what_has_not_failed_can_t_be_decided_about(world: World, mutation: str) -> None:
    waiting = (await letters(world))["nodes"][0]["id"]
    given = {"letter": waiting} | ({"reason": "Never mind."} if mutation == "discardLetter" else {})

    (refusal,) = await world.refusals("olga", mutation, **given)

    assert (refusal["code"], refusal["field"]) == ("LETTER_NOT_FAILED", ["input", "letter"])
    assert refusal["message"] == "This letter is on its way, so there is nothing to decide. Look at the list again."


async def test_the_second_of_two_decisions_is_told_of_the_first(world: World) -> None:
    failed = await world.failed_letter()
    await world.done("olga", "discardLetter", "letter { id }", letter=failed, reason="She has left.")

    (refusal,) = await world.refusals("olga", "sendLetterAgain", letter=failed)

    assert refusal["message"].startswith("This letter was discarded")


async def test_a_discarded_letter_needs_a_reason(world: World) -> None:
    failed = await world.failed_letter()

    (refusal,) = await world.refused("olga", "discardLetter", letter=failed, reason="  ")

    assert (refusal.code, refusal.field) == ("UNUSABLE_TEXT", "reason")


async def test_nobody_else_has_anything_to_do_with_letters(world: World) -> None:
    failed = await world.failed_letter()

    for who in ("mia", "boss", "adam"):
        assert await world.node(who, "Letter", failed, "id") is None
        (refusal,) = await world.refused(who, "sendLetterAgain", letter=failed)
        assert refusal.code == "NOT_FOUND"
