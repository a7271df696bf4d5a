"""Events that show private facts (ELIG-5): made once for all, recorded for each before it is sent."""

from contextlib import AsyncExitStack
from typing import Any

import pytest

from moments.graphql.live.sharing import LiveExecutor
from moments.infrastructure.persistence.stores.private_reads import SqlPrivateReads
from tests.api.api_client import ApiClient
from tests.api.test_private_reads import stored
from tests.live.stream_client import following, quiet

pytestmark = pytest.mark.usefixtures("way")
FIELDS = "... on QueueEvent { change application { eligibility { eligible } } }"


@pytest.mark.rule("ELIG-5")
async def test_each_who_is_sent_an_event_is_recorded_and_it_is_made_once(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, recorded, write, add = 0, 0, LiveExecutor._write, SqlPrivateReads.add

    async def count_made(self: Any, message: Any) -> Any:
        nonlocal made
        made += 1
        return await write(self, message)

    async def count_recorded(self: Any, reads: Any) -> None:
        nonlocal recorded
        recorded += 1
        await add(self, reads)

    monkeypatch.setattr(LiveExecutor, "_write", count_made)
    monkeypatch.setattr(SqlPrivateReads, "add", count_recorded)
    department = await world.department("OA")
    await world.done("adam", "nameAdministrator", "__typename", department=department, email=world.email("deputy"))
    application = await world.draft("ann", "MENTEE")
    async with AsyncExitStack() as stack:
        followers = [
            await stack.enter_async_context(following(world, who, "departmentQueue", fields=FIELDS))
            for who in ("adam", "adam", "deputy")
        ]
        for each in followers:
            each.begin()
        await quiet(world, len(followers))
        await world.done("ann", "submitApplication", "__typename", application=application)
        for each in followers:
            assert (await each.hear())["application"]["eligibility"] == {"eligible": True}
    assert made == 1
    assert recorded <= len(followers)
    assert await stored(world) == [
        ("ann", "adam", "eligibility", "administrator", 2),
        ("ann", "deputy", "eligibility", "administrator", 1),
    ]


@pytest.mark.rule("ELIG-5")
async def test_an_event_that_cannot_be_recorded_is_not_sent(world: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(SqlPrivateReads, "add", fail)
    application = await world.draft("ann", "MENTEE")
    async with following(world, "boss", "approvalQueue", fields=FIELDS) as boss:
        boss.begin()
        await quiet(world, 1)
        await world.done("ann", "submitApplication", "__typename", application=application)
        with pytest.raises(Exception) as refused:  # noqa: PT011  # as the way of following has it
            await boss.hear()
    assert "eligible" not in str(refused.value)
