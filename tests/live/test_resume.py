"""A stream resumed after any of its messages goes on with the next: nothing is lost, nothing is told twice."""

import asyncio
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from moments.application.live.event import StreamPosition
from moments.domain.participants.employee import Evaluation
from moments.graphql.live import cursors
from moments.infrastructure.persistence.tables import stream_floor
from tests.api.api_client import ApiClient, changed
from tests.live.stream_client import StreamEnded, cursor, following, quiet

pytestmark = pytest.mark.usefixtures("way")

BEGINNING = cursors.encode(StreamPosition(0))
UNHURRIED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
STREAMS = (("boss", "approvalQueue"), ("adam", "departmentQueue"), ("ann", "myProgram"), ("olga", "program"))


async def busy(world: ApiClient) -> None:
    """Some thirty events; one of them concerns two applications of one supervisor's."""
    one = await world.submitted("ann", "MENTEE")
    await world.submitted("abe", "MENTEE")
    await world.submitted("abe", "MENTOR")
    await world.import_directory(changed("abe", evaluation=Evaluation(date(2026, 1, 5), at_risk=True)))
    await world.import_directory(changed("abe", evaluation=Evaluation(date(2026, 1, 5), at_risk=False)))
    await world.done("boss", "denyApplication", "__typename", application=one)
    for _ in range(3):
        await world.done("ann", "reviseApplication", "__typename", application=one)
        await world.done("ann", "submitApplication", "__typename", application=one)
        await world.done("ann", "withdrawApplication", "__typename", application=one)


async def replay(world: ApiClient, who: str, stream: str, after: str, most: int = 10**6) -> list[dict[str, Any]]:
    """Everything behind the cursor, or the first so many."""
    said: list[dict[str, Any]] = []
    async with following(world, who, stream, after) as follower:

        async def listen() -> None:
            while len(said) < most:
                said.append(await follower.hear())

        listening, calm = asyncio.create_task(listen()), asyncio.create_task(quiet(world, 1))
        await asyncio.wait({listening, calm}, return_when=asyncio.FIRST_COMPLETED)
        for task in (listening, calm):
            task.cancel()
        await asyncio.gather(listening, calm, return_exceptions=True)
    return said


def remember_only(world: ApiClient, last: int) -> None:
    """As if the process had seen so much since that only the last few are in memory."""
    feed: Any = world.container.live()._feed
    feed._recent = feed._recent[len(feed._recent) - last :]
    feed.floor = feed._recent[0].id - 1


@pytest.fixture(params=["memory", "table"])
async def full(world: ApiClient, request: pytest.FixtureRequest) -> dict[str, list[dict[str, Any]]]:
    await busy(world)
    heard = {stream: await replay(world, who, stream, BEGINNING) for who, stream in STREAMS}
    if request.param == "table":
        remember_only(world, 4)
    return heard


async def test_after_any_cursor_comes_what_followed_it(world: ApiClient, full: dict[str, list[dict[str, Any]]]) -> None:
    changes = [each["change"] for each in full["approvalQueue"]]
    assert changes.count("ELIGIBILITY_LOST") == changes.count("ELIGIBILITY_REGAINED") == 2
    for who, stream in STREAMS:
        whole = full[stream]
        assert len(whole) >= 8
        for cut in range(0, len(whole), 1 if stream == "approvalQueue" else 4):
            assert await replay(world, who, stream, whole[cut]["cursor"]) == whole[cut + 1 :]


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=UNHURRIED)
async def test_a_stream_cut_anywhere_and_often_is_the_stream(
    world: ApiClient, full: dict[str, list[dict[str, Any]]], data: st.DataObject
) -> None:
    who, stream = data.draw(st.sampled_from(STREAMS))
    whole, heard, after = full[stream], [], BEGINNING
    while len(heard) < len(whole):
        part = await replay(world, who, stream, after, data.draw(st.integers(1, len(whole) - len(heard))))
        assert part
        heard += part
        after = part[-1]["cursor"]
    assert heard == whole


@pytest.mark.parametrize("of_the_viewer", [False, True])
async def test_between_a_list_s_cursor_and_the_first_event_nothing_is_missed(
    world: ApiClient, of_the_viewer: bool
) -> None:
    """What is committed after the list was read and before anybody subscribes."""
    await world.submitted("abe", "MENTEE")
    first, within = ("", "liveCursor") if of_the_viewer else ("liveCursor", "")
    asked = f"{{ {first} viewer {{ {within} supervisorDashboard {{ queue {{ nodes {{ id }} }} }} }} }}"
    seen = await world.data("boss", asked)
    application = await world.submitted("ann", "MENTEE")
    queue = [node["id"] for node in seen["viewer"]["supervisorDashboard"]["queue"]["nodes"]]
    assert application not in queue
    after = (seen["viewer"] if of_the_viewer else seen)["liveCursor"]
    said = await replay(world, "boss", "approvalQueue", after)
    assert [each["applicationId"] for each in said] == [application]


async def forget(world: ApiClient, upto: int) -> None:
    """The retention: streams tell no event up to that one any more."""
    async with world.container.database().writing() as connection:
        await connection.execute(update(stream_floor).values(event=upto))
        await connection.commit()


async def test_older_than_what_is_kept_is_told_so_and_goes_on(world: ApiClient) -> None:
    await busy(world)
    old = await cursor(world)
    await world.draft("risky", "MENTOR")
    await quiet(world, 0)
    await forget(world, cursors.decode(old).event + 1)
    remember_only(world, 1)
    async with following(world, "chief", "approvalQueue", old) as chief:
        lagged = await chief.hear()
        assert lagged["__typename"] == "Lagged"
        assert lagged["cursor"] == await cursor(world)
        assert "Refetch your data" in lagged["message"]
        application = await world.submitted("adam", "MENTEE")
        assert (await chief.hear())["applicationId"] == application


async def test_a_cursor_at_the_edge_of_what_is_kept_is_good(world: ApiClient) -> None:
    await world.submitted("ann", "MENTEE")
    edge = await cursor(world)
    await world.submitted("abe", "MENTEE")
    await forget(world, cursors.decode(edge).event)
    await quiet(world, 0)
    remember_only(world, 1)
    said = await replay(world, "boss", "approvalQueue", edge)
    assert [each["change"] for each in said] == ["SUBMITTED"]


async def test_a_cursor_from_the_future_is_told_so(world: ApiClient) -> None:
    await world.submitted("ann", "MENTEE")
    said = await replay(world, "boss", "approvalQueue", cursors.encode(StreamPosition(10**12)))
    assert [each["__typename"] for each in said] == ["Lagged"]
    assert said[0]["cursor"] == await cursor(world)


async def test_a_cursor_that_is_none_is_a_mistake_of_the_client_s(world: ApiClient) -> None:
    async with following(world, "ann", "myProgram", "rubbish") as follower:
        with pytest.raises(StreamEnded) as refused:
            await follower.hear()
    assert refused.value.code == "BAD_USER_INPUT"
