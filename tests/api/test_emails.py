"""The program office's emails: what failed is seen, told live, sent again or discarded."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, a_world

SHOWN = "id kind recipient { name } state attempts nextAttemptAt settledAt problem"


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    async with a_world(database_url, tmp_path) as world:
        await world.approved("mia", "MENTOR")
        await world.approved("ann", "MENTEE")
        yield world


async def emails(world: ApiClient, arguments: str = "first: 50", who: str = "olga") -> Any:
    page = "totalCount pageInfo { hasNextPage endCursor }"
    shape = f"officeDashboard {{ emails({arguments}) {{ {page} nodes {{ {SHOWN} }} }} }}"
    return (await world.viewer(who, shape))["officeDashboard"]["emails"]


async def counts(world: ApiClient) -> dict[str, int]:
    shape = "officeDashboard { emailCounts { queued sent obsolete failed discarded } }"
    return (await world.viewer("olga", shape))["officeDashboard"]["emailCounts"]  # type: ignore[no-any-return]


async def test_the_office_sees_to_whom_and_why_it_failed(world: ApiClient) -> None:
    failed = await world.failed_email("550 5.1.1 no such mailbox")

    (shown,) = (await emails(world, "state: FAILED"))["nodes"]
    assert shown["id"] == failed
    assert (shown["kind"], shown["state"], shown["attempts"]) == ("APPLICATION_RECEIVED", "FAILED", 1)
    assert shown["recipient"] == {"name": "Mia Doe"}
    assert shown["problem"] == "550 5.1.1 no such mailbox"
    assert shown["nextAttemptAt"] is None
    assert await world.node("olga", "Email", failed, SHOWN) == shown


async def test_emails_come_newest_first_page_by_page_and_counted(world: ApiClient) -> None:
    everything = await emails(world)
    numbers = [int(ids.identity_of("Email", node["id"])) for node in everything["nodes"]]
    assert numbers == sorted(numbers, reverse=True)
    assert everything["totalCount"] == len(numbers) == 4

    first = await emails(world, "first: 3")
    rest = await emails(world, f'first: 3, after: "{first["pageInfo"]["endCursor"]}"')
    assert [*first["nodes"], *rest["nodes"]] == everything["nodes"]
    assert await counts(world) == {"queued": 4, "sent": 0, "obsolete": 0, "failed": 0, "discarded": 0}


async def test_a_failed_email_is_sent_again_from_its_first_attempt(world: ApiClient) -> None:
    failed = await world.failed_email()

    payload = await world.done("olga", "resendEmail", f"email {{ {SHOWN} }}", email=failed)

    shown = payload["email"]
    assert (shown["state"], shown["attempts"], shown["problem"]) == ("QUEUED", 0, None)
    assert shown["nextAttemptAt"]
    world.clock.pass_(minutes=2)
    claimed = await world.container.delivery_queue().claim(world.clock.now(), timedelta(minutes=3), 10)
    assert ids.identity_of("Email", failed) in {str(email.id) for email in claimed}
    audit = await world.viewer("olga", "officeDashboard { audit(first: 2) { nodes { action message } } }")
    assert audit["officeDashboard"]["audit"]["nodes"] == [
        {"action": "EMAIL_RESENT", "message": "Olga Doe had an email sent again that had failed."},
        {"action": "EMAIL_FAILED", "message": "An email could not be delivered."},
    ]


async def test_a_failed_email_is_discarded_with_a_reason_and_never_sent(world: ApiClient) -> None:
    failed = await world.failed_email("550 no")

    payload = await world.done("olga", "discardEmail", f"email {{ {SHOWN} }}", email=failed, reason="She has left.")

    assert payload["email"]["state"] == "DISCARDED"
    assert payload["email"]["problem"] == "550 no Discarded: She has left."
    assert (await counts(world))["discarded"] == 1
    world.clock.pass_(days=2)
    claimed = await world.container.delivery_queue().claim(world.clock.now(), timedelta(minutes=3), 10)
    assert ids.identity_of("Email", failed) not in {str(email.id) for email in claimed}


@pytest.mark.parametrize("mutation", ["resendEmail", "discardEmail"])
async def test_what_has_not_failed_can_t_be_decided_about(world: ApiClient, mutation: str) -> None:
    waiting = (await emails(world))["nodes"][0]["id"]
    given = {"email": waiting} | ({"reason": "Never mind."} if mutation == "discardEmail" else {})

    (refusal,) = await world.refusals("olga", mutation, **given)

    assert (refusal["code"], refusal["field"]) == ("EMAIL_NOT_FAILED", ["input", "email"])
    assert refusal["message"] == "This email is on its way, so it cannot be resent or discarded. Refresh the list."


async def test_the_second_of_two_decisions_is_told_of_the_first(world: ApiClient) -> None:
    failed = await world.failed_email()
    await world.done("olga", "discardEmail", "email { id }", email=failed, reason="She has left.")

    (refusal,) = await world.refusals("olga", "resendEmail", email=failed)

    assert refusal["message"].startswith("This email was discarded")


async def test_a_discarded_email_needs_a_reason(world: ApiClient) -> None:
    failed = await world.failed_email()

    (refusal,) = await world.refused("olga", "discardEmail", email=failed, reason="  ")

    assert (refusal.code, refusal.field) == ("INVALID_TEXT", "reason")


async def test_nobody_else_has_anything_to_do_with_emails(world: ApiClient) -> None:
    failed = await world.failed_email()

    for who in ("mia", "boss", "adam"):
        assert await world.node(who, "Email", failed, "id") is None
        (refusal,) = await world.refused(who, "resendEmail", email=failed)
        assert refusal.code == "NOT_FOUND"
