"""While the database is away, whoever asks is told so cleanly; when it is back, everything goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from tests.api.api_client import ApiClient, a_world
from tests.live.cluster import Cluster, Stop
from tests.live.locking import WAITING, locked, until, watching
from tests.live.stream_client import following

pytestmark = pytest.mark.long

NAME = "{ viewer { person { name } } }"
SUBMIT = """mutation($application: ID!) {
  submitApplication(input: { application: $application, idempotencyKey: "once" }) { errors { message } } }"""
NOT_TOLD = ("asyncpg", "sqlalchemy", "connect", "refused", "127.0.0.1", "terminat", "postgres", "traceback")
"""What the drivers' errors say."""


@pytest.fixture
async def world(cluster: Cluster, tmp_path: Path) -> AsyncIterator[ApiClient]:
    """Its log is not written: structlog's unconfigured one takes half a second for a traceback."""
    with capture_logs():
        async with a_world(cluster.url, tmp_path, copied=False) as made:
            yield made


async def asked(world: ApiClient, query: str, **variables: Any) -> httpx.Response:
    return await world.client.post(
        "/graphql",
        json={"query": query, "variables": variables},
        headers={"authorization": f"Bearer {world.token('ann')}"},
    )


def assert_masked(answer: httpx.Response) -> None:
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["errorId"] in error["message"]
    assert [word for word in NOT_TOLD if word in answer.text.lower()] == []


@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_while_the_database_is_away_answers_are_masked_and_afterwards_all_is_well(
    world: ApiClient, cluster: Cluster, how: Stop
) -> None:
    application = await world.draft("ann", "MENTEE")
    async with following(world, "boss", "approvalQueue") as boss:
        boss.begin()
        await asyncio.gather(*(asked(world, NAME) for _ in range(10)))  # the pool is full of connections

        await asyncio.to_thread(cluster.stop, how)
        for answer in await asyncio.gather(*(asked(world, NAME) for _ in range(15))):
            assert_masked(answer)
        assert_masked(await asked(world, SUBMIT, application=application))
        assert (await world.client.get("/healthz")).status_code == 200
        ready = await world.client.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")
        assert ready.json()["reason"].startswith("the database does not answer")
        assert "127.0.0.1" not in ready.text

        await asyncio.to_thread(cluster.start)
        for answer in await asyncio.gather(*(asked(world, NAME) for _ in range(15))):
            assert answer.json()["data"]["viewer"]["person"]["name"] == "Ann Doe"
        assert (await world.client.get("/readyz")).status_code == 200
        await world.data("ann", SUBMIT, application=application)
        assert (await boss.hear(patience=20))["change"] == "SUBMITTED"


async def test_what_was_under_way_in_a_crash_was_not_done_and_is_done_once_when_sent_again(
    world: ApiClient, cluster: Cluster
) -> None:
    application = await world.draft("ann", "MENTEE")
    async with locked(cluster.url, "letters") as watcher:
        under_way = asyncio.create_task(asked(world, SUBMIT, application=application))
        await until(watcher, 1, WAITING, "Lock")
        await asyncio.to_thread(cluster.restart, "immediate")
    assert_masked(await under_way)
    assert await world.state("ann", "Application", application) == "DRAFT"

    await assert_done_once(world, application)


async def test_what_was_committed_in_a_crash_but_not_answered_is_not_done_again(
    world: ApiClient, cluster: Cluster
) -> None:
    """The commit is on the disk and waits for a standby that never comes, so that its answer is cut off surely."""
    application = await world.draft("ann", "MENTEE")
    async with watching(cluster.url) as watcher:
        await watcher.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        await watcher.execute("SELECT pg_reload_conf()")
        await until(watcher, 1, "SELECT count(*) FROM pg_settings WHERE setting = 'nobody'")
        under_way = asyncio.create_task(asked(world, SUBMIT, application=application))
        await until(watcher, 1, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = $1", "SyncRep")
        await watcher.execute("ALTER SYSTEM RESET synchronous_standby_names")  # from the restart on
        await asyncio.to_thread(cluster.restart, "immediate")
    assert_masked(await under_way)
    assert await world.state("ann", "Application", application) == "SUBMITTED"

    await assert_done_once(world, application)


async def assert_done_once(world: ApiClient, application: str) -> None:
    """However often it is sent again."""
    for _ in range(2):
        assert (await world.data("ann", SUBMIT, application=application))["submitApplication"] == {"errors": []}
    timeline = await world.timeline("ann", "Application", application)
    assert len([sentence for sentence in timeline if "submitted" in sentence]) == 1
