"""What takes longer than the server waits is given up, and holds nothing: no connection, no lock, no statement."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError

from moments.edge.limits.limits import Limits
from moments.graphql.schema import build_schema
from moments.graphql.session import Session
from tests.api.api_client import ApiClient, a_world
from tests.live.locking import BUSY, locked, until

POOL = 2
SHORT_TIMEOUT = build_schema(limits=Limits(seconds=0.3))
"""Only what can't succeed is asked of this one; the rest of the world's own, which waits longer than a test does."""
SEARCH = "{ searchMentors { nodes { name } errors { code } } }"
NAME = "{ viewer { person { name } } }"
SUBMIT = """mutation($application: ID!) {
  submitApplication(input: { application: $application, idempotencyKey: "once" }) { errors { message } } }"""
GIVEN_UP = ["OPERATION_TIMED_OUT"]


@pytest.fixture
async def world(postgresql_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    async with a_world(postgresql_url, tmp_path, database_pool_size=POOL) as made:
        yield made


async def by_post(world: ApiClient, query: str, **variables: Any) -> list[Any]:
    """The codes of the answer's errors."""
    return _codes((await SHORT_TIMEOUT.execute(query, variables, context_value=_session(world))).errors)


async def by_socket(world: ApiClient, query: str, **variables: Any) -> list[Any]:
    """As `by_post`."""
    results = await SHORT_TIMEOUT.stream(query, variables, context_value=_session(world))
    (result,) = [each async for each in results]
    return _codes(result.errors)


def _session(world: ApiClient) -> Session:
    return Session(world.container.services(), f"Bearer {world.token('ann')}")


def _codes(errors: Sequence[GraphQLError] | None) -> list[Any]:
    return [(error.extensions or {}).get("code") for error in errors or ()]


async def assert_the_pool_is_free(world: ApiClient) -> None:
    for _ in range(3 * POOL):
        assert await world.data("ann", NAME)


@pytest.mark.parametrize("ask", [by_post, by_socket])
async def test_queries_given_up_give_their_connections_back(world: ApiClient, ask: Any) -> None:
    """More of them than the pool has connections: those that got one wait for the lock, the others for one."""
    await world.ready(mentees="ann", mentors="mia")
    async with locked(world.settings.database_url, "mentor_listing") as watcher:
        for _ in range(2):
            assert await asyncio.gather(*(ask(world, SEARCH) for _ in range(3 * POOL))) == [GIVEN_UP] * 3 * POOL

        await assert_the_pool_is_free(world)  # while the lock is held still
        await until(watcher, 0, BUSY)
    assert await asyncio.gather(*(world.found("ann") for _ in range(3 * POOL))) == [["mia"]] * 3 * POOL


@pytest.mark.parametrize("ask", [by_post, by_socket])
async def test_a_mutation_given_up_leaves_nothing_and_is_done_once_when_sent_again(world: ApiClient, ask: Any) -> None:
    application = await world.draft("ann", "MENTEE")
    before = await world.dump()
    async with locked(world.settings.database_url, "letters"):
        for _ in range(POOL + 1):
            assert await ask(world, SUBMIT, application=application) == GIVEN_UP
        await assert_the_pool_is_free(world)
    assert await world.dump() == before

    for _ in range(2):
        assert (await world.data("ann", SUBMIT, application=application))["submitApplication"] == {"errors": []}
    timeline = await world.timeline("ann", "Application", application)
    assert len([sentence for sentence in timeline if "submitted" in sentence]) == 1
