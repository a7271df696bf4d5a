"""Whoever loses the right to see something hears of it no more, from that very event on."""

import asyncio
from typing import Any

import pytest

from tests.api.api_client import ApiClient, changed
from tests.live.all_streams import PARTS
from tests.live.stream_client import Follower, StreamEnded, cursor, following, quiet

pytestmark = pytest.mark.usefixtures("way")

ALL = [(who, stream) for stream, theirs in PARTS.items() for who in theirs]


@pytest.mark.parametrize("stream", ["approvalQueue", "departmentQueue", "program"])
async def test_who_has_no_part_is_told_that_there_is_no_such_stream(world: ApiClient, stream: str) -> None:
    for who in ("ann", "stranger"):
        async with following(world, who, stream) as follower:
            with pytest.raises(StreamEnded) as refused:
                await follower.hear()
        assert refused.value.code == "NOT_FOUND"


@pytest.mark.parametrize("stream", PARTS)
async def test_nobody_follows_without_signing_in(world: ApiClient, stream: str) -> None:
    async with following(world, None, stream) as follower:
        with pytest.raises(StreamEnded) as refused:
            await follower.hear()
    assert refused.value.code == "UNAUTHENTICATED"
    answer = await world.ask(None, "{ liveCursor }")
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_an_administrator_who_is_one_no_longer_hears_no_more(world: ApiClient) -> None:
    department = await world.department("OA")
    adam = (await world.viewer("adam", "person { id }"))["person"]["id"]
    async with following(world, "adam", "departmentQueue") as follower:
        follower.begin()
        await quiet(world, 1)
        await world.done("olga", "removeAdministrator", "__typename", department=department, person=adam)
        await world.submitted("ann", "MENTEE")
        with pytest.raises(StreamEnded) as refused:
            await follower.hear()
    assert refused.value.code == "NOT_FOUND"


async def test_an_administrator_of_one_more_department_hears_of_it_at_once(world: ApiClient) -> None:
    async with following(world, "olga", "departmentQueue") as nobody:
        with pytest.raises(StreamEnded):
            await nobody.hear()
    department = await world.department("OA")
    await world.done("olga", "nameAdministrator", "__typename", department=department, email=world.email("olga"))
    async with following(world, "olga", "departmentQueue") as follower:
        follower.begin()
        await quiet(world, 1)
        application = await world.submitted("ann", "MENTEE")
        assert (await follower.hear())["applicationId"] == application


async def test_who_leaves_the_office_hears_no_more_of_it(world: ApiClient) -> None:
    added = await world.done("olga", "addOfficeMember", "person { id }", email=world.email("chief"))
    async with following(world, "chief", "program") as follower:
        follower.begin()
        await quiet(world, 1)
        await world.done("olga", "removeOfficeMember", "__typename", person=added["person"]["id"])
        with pytest.raises(StreamEnded) as refused:
            await follower.hear()
    assert refused.value.code == "NOT_FOUND"


async def test_who_leaves_the_state_hears_no_more_at_all(world: ApiClient) -> None:
    async with following(world, "adam", "myProgram") as own, following(world, "adam", "departmentQueue") as queue:
        for follower in (own, queue):
            follower.begin()
        await quiet(world, 2)
        await world.import_directory(gone=["adam"])
        ends = []
        for follower in (own, queue):
            ends.append(await end_of(follower))
    assert ends == ["UNAUTHENTICATED", "UNAUTHENTICATED"]


async def end_of(follower: Follower) -> str:
    """What the stream ends with; what it says before is passed over."""
    while True:
        try:
            await follower.hear()
        except StreamEnded as refused:
            return str(refused.code)


async def test_a_replay_shows_what_may_be_seen_now_and_no_more(world: ApiClient) -> None:
    """The application was boss's to see when it was submitted; when boss asks, it is deputy's."""
    begin = await cursor(world)
    application = await world.submitted("ann", "MENTEE")
    deputy = {"supervisorFirstName": "D.", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("ann", "nameSupervisor", "__typename", application=application, **deputy)
    said = []
    async with following(world, "boss", "approvalQueue", begin) as boss:
        for _ in range(2):
            said.append(await boss.hear())
    assert [each["change"] for each in said] == ["SUBMITTED", "REROUTED_AWAY"]
    for each in said:
        assert (each["inQueue"], each["application"], each["actor"]) == (False, None, None)


async def test_an_administrator_who_applies_follows_what_is_theirs_as_anybody_does(world: ApiClient) -> None:
    async with following(world, "adam", "myProgram") as adam:
        adam.begin()
        await quiet(world, 1)
        application = await world.submitted("adam", "MENTEE")
        said = [await adam.hear(), await adam.hear()]
    assert [each["action"] for each in said] == ["APPLICATION_STARTED", "APPLICATION_SUBMITTED"]
    assert said[1]["application"]["id"] == application


async def test_nothing_that_goes_to_the_office_bears_a_name(world: ApiClient) -> None:
    begin = await cursor(world)
    await world.ready()
    await world.active("ann", "mia")
    await world.import_directory(changed("ann", first_name="Anna"))
    said: list[dict[str, Any]] = []
    async with following(world, "olga", "program", begin) as olga:

        async def listen() -> None:
            while True:
                said.append(await olga.hear())

        listening = asyncio.create_task(listen())
        await quiet(world, 1)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert len(said) > 10
    assert "Doe" not in repr(said)
    assert said[-1]["counts"]["activeMentorships"] == 1
