"""What many are shown alike is read and made once; nobody who is slow holds anything that others need."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest

from moments.graphql.live.sharing import LiveExecutor
from tests.api.api_client import ApiClient
from tests.api.statements import counted
from tests.live.stream_client import cursor, following, quiet

pytestmark = pytest.mark.usefixtures("way")

MANY = 30


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each message that was made, by the type of its stream."""
    found: list[str] = []
    write = LiveExecutor._write

    async def count(self: Any, envelope: Any) -> Any:
        found.append(envelope.cache_key[0])
        return await write(self, envelope)

    monkeypatch.setattr(LiveExecutor, "_write", count)
    return found


async def test_a_message_is_made_once_for_all_who_see_the_same(world: ApiClient, made: list[str]) -> None:
    application = await world.draft("ann", "MENTEE")
    async with AsyncExitStack() as stack:
        followers = [
            await stack.enter_async_context(following(world, who, stream))
            for who, stream in (("boss", "approvalQueue"), ("adam", "departmentQueue"), ("olga", "program"))
            for _ in range(MANY)
        ]
        for each in followers:
            each.begin()
        await quiet(world, 3 * MANY)
        await world.done("ann", "submitApplication", "__typename", application=application)
        said = [await each.hear() for each in followers]
    assert sorted(made) == ["approvalQueue", "departmentQueue", "program"]
    assert [each["cursor"] for each in said[:MANY]] == [said[0]["cursor"]] * MANY


async def test_what_was_asked_for_otherwise_is_made_for_itself(world: ApiClient, made: list[str]) -> None:
    """Other fields, other arguments of theirs, other variables; `after` alone makes no difference."""
    begin = await cursor(world)
    timeline = "... on QueueEvent { application { timeline(first: $n) { nodes { message } } } }"
    application = await world.submitted("ann", "MENTEE")
    async with AsyncExitStack() as stack:
        plain = [
            await stack.enter_async_context(following(world, "boss", "approvalQueue", begin, fields="__typename"))
            for _ in range(2)
        ]
        longer = [
            await stack.enter_async_context(
                following(world, "boss", "approvalQueue", begin, fields=timeline, declared="$n: Int", n=n)
            )
            for n in (1, 1, 2)
        ]
        assert [await each.hear() for each in plain] == [{"__typename": "QueueEvent"}] * 2
        said = [await each.hear() for each in longer]
    assert [len(each["application"]["timeline"]["nodes"]) for each in said] == [1, 1, 2]
    assert application
    assert made == ["approvalQueue"] * 3


async def test_an_event_is_read_once_however_many_follow(world: ApiClient) -> None:
    application = await world.draft("ann", "MENTEE")

    async def statements(number: int) -> int:
        async with AsyncExitStack() as stack:
            followers = [
                await stack.enter_async_context(following(world, "boss", "approvalQueue")) for _ in range(number)
            ]
            for each in followers:
                each.begin()
            await quiet(world, number)
            with counted(world, everywhere=True) as sent:
                await world.done("ann", "submitApplication", "__typename", application=application)
                for each in followers:
                    await each.hear()
            count = len(sent.all)
        await world.done("ann", "withdrawApplication", "__typename", application=application)
        await world.done("ann", "reviseApplication", "__typename", application=application)
        return count

    await statements(1)
    assert await statements(MANY) <= await statements(2) + 2  # a look of the follower's may come in between


async def test_whoever_reads_slowly_holds_no_connection(world: ApiClient) -> None:
    """More than the pool has: each has a message made, with a read of its own, and takes no other."""
    begin = await cursor(world)
    await world.submitted("ann", "MENTEE")
    fields = "... on QueueEvent { cursor application { timeline(first: 5) { nodes { at } } } }"
    async with AsyncExitStack() as stack:
        slow = [
            await stack.enter_async_context(
                following(world, "boss", "approvalQueue", begin, fields=f"{fields} # {number}")
            )
            for number in range(world.settings.database_pool_size + 5)
        ]
        for each in slow:
            assert (await each.hear())["application"]
        async with asyncio.timeout(5):
            assert await world.viewer("boss", "person { name }")
