"""Group delivery sends each member exactly what individual delivery would."""

import asyncio
from contextlib import AsyncExitStack
from random import Random
from typing import Any

import pytest

from moments.application.live.event import StreamPosition
from moments.domain.shared.ids import ApplicationId
from moments.graphql.live import cursors
from moments.graphql.live.sharing import SharedSubscription
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.live import stream_client as how
from tests.live.rerouting import reroute
from tests.live.stream_client import Follower, following, quiet

EVENTS = 60


@pytest.fixture(autouse=True)
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(how, "TOGETHER", True)


def groups(world: ApiClient) -> dict[Any, Any]:
    return world.container.broadcasts().groups


async def listen(follower: Follower, said: list[str], number: int) -> None:
    while len(said) < number:
        said.append((await follower.hear(30))["cursor"])


async def test_whoever_stalls_at_any_message_is_told_each_once_and_in_order(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third of what is written finds a reader who takes nothing at the moment."""
    chance, push, refused = Random(7), SharedSubscription.push, 0

    def sometimes(self: SharedSubscription, payload: bytes) -> bool:
        nonlocal refused
        if chance.random() < 1 / 3:
            refused += 1
            return False
        return push(self, payload)

    monkeypatch.setattr(SharedSubscription, "push", sometimes)
    application = ApplicationId(ids.identity_of("Application", await world.submitted("ann", "MENTEE")))
    async with AsyncExitStack() as stack:
        followers = [
            await stack.enter_async_context(following(world, who, stream))
            for who, stream in (("boss", "approvalQueue"), ("adam", "departmentQueue"), ("olga", "program"))
            for _ in range(4)
        ]
        said: list[list[str]] = [[] for _ in followers]
        for each in followers:
            each.begin()
        await quiet(world, len(followers))
        listening = [
            asyncio.create_task(listen(each, heard, EVENTS)) for each, heard in zip(followers, said, strict=True)
        ]
        first = cursors.decode(await how.cursor(world)).event + 1
        for number in range(EVENTS // 3):
            await reroute(world, application, number=3)
            if number % 2:
                await asyncio.sleep(0)
        await asyncio.gather(*listening)
    places = [[cursors.decode(cursor).event for cursor in heard] for heard in said]
    assert places == [list(range(first, first + EVENTS))] * len(followers)
    assert refused > 5


async def test_a_message_that_cannot_be_made_for_one_is_an_error_of_theirs_alone(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = await world.draft("ann", "MENTEE")
    write = SharedSubscription.write

    async def fails(self: SharedSubscription, message: Any) -> Any:
        if self.subscriber.actor.person == "boss":
            raise RuntimeError("a bug")
        return await write(self, message)

    monkeypatch.setattr(SharedSubscription, "write", fails)
    async with following(world, "boss", "approvalQueue") as boss, following(world, "adam", "departmentQueue") as adam:
        for each in (boss, adam):
            each.begin()
        await quiet(world, 2)
        await world.done("ann", "submitApplication", "__typename", application=application)
        assert (await adam.hear())["change"] == "SUBMITTED"
        assert (await boss.hear())["change"] == "SUBMITTED"  # alone, where it does not fail


async def test_several_people_are_in_one_group_and_each_hears_what_is_theirs(world: ApiClient) -> None:
    one, other = await world.draft("ann", "MENTEE"), await world.draft("max", "MENTOR")
    async with following(world, "boss", "approvalQueue") as boss, following(world, "head", "approvalQueue") as head:
        for each in (boss, head):
            each.begin()
        await quiet(world, 2)
        (group,) = groups(world).values()
        assert len(group._members) == 2
        await world.done("ann", "submitApplication", "__typename", application=one)
        await world.done("max", "submitApplication", "__typename", application=other)
        assert (await boss.hear())["applicationId"] == one
        assert (await head.hear())["applicationId"] == other


async def test_a_group_that_nobody_is_in_is_gone_and_its_topics_with_it(world: ApiClient) -> None:
    feed: Any = world.container.live()._feed
    async with following(world, "boss", "approvalQueue") as boss:
        boss.begin()
        async with following(world, "head", "approvalQueue") as head:
            head.begin()
            await quiet(world, 2)
            (group,) = groups(world).values()
            assert ("supervisor", "head") in feed._followers
        assert ("supervisor", "head") not in feed._followers
        assert ("supervisor", "boss") in feed._followers
    assert groups(world) == {}
    assert feed._followers == {}
    await asyncio.wait({group._task}, timeout=5)
    assert group._task.done()


async def test_one_who_comes_back_to_a_group_is_told_what_they_missed(world: ApiClient) -> None:
    application = ApplicationId(ids.identity_of("Application", await world.submitted("ann", "MENTEE")))
    begin = cursors.encode(StreamPosition(0))
    async with following(world, "adam", "departmentQueue") as there:
        there.begin()
        await quiet(world, 1)
        await reroute(world, application, number=3)
        async with following(world, "adam", "departmentQueue", begin) as late:
            missed = [(await late.hear())["change"] for _ in range(4)]
            late.begin()
            assert [(await there.hear())["change"] for _ in range(3)] == ["REROUTED"] * 3
            there.begin()
            await quiet(world, 2)
            await reroute(world, application)
            assert (await late.hear())["cursor"] == (await there.hear())["cursor"]
    assert missed == ["SUBMITTED", *["REROUTED"] * 3]
