"""Open sockets end within a second or so when the sign-in does, wherever and however it ends."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.api.test_conventions import begin, run, served

pytestmark = pytest.mark.long
PATIENCE = 3.0
ENDED = (4403, "Your session has ended; sign in again")


@asynccontextmanager
async def opened(
    address: str, cookie: str, payload: dict[str, object] | None = None
) -> AsyncIterator[ClientConnection]:
    """From our own page, and signed in by the cookie alone."""
    async with connect(
        f"ws://{address}/graphql",
        subprotocols=[Subprotocol("graphql-transport-ws")],
        origin=Origin(f"http://{address}"),
        additional_headers={"Cookie": f"moments={cookie}"},
    ) as socket:
        await begin(socket, payload)
        (first, _) = await run(socket, "1", "{ viewer { person { firstName } } }")
        assert first["payload"]["data"] == {"viewer": {"person": {"firstName": "Ann"}}}
        yield socket


async def end_of(socket: ClientConnection) -> tuple[int, str] | None:
    """None for one that stays open."""
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                await socket.recv()
    except TimeoutError:
        return None
    except ConnectionClosed as closed:
        return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


async def signed_in(world: ApiClient, who: str = "ann") -> str:
    """Today, as sockets go by the machine's own clock."""
    world.clock.at = datetime.now(UTC)
    return await world.browser(who)


async def by_cookie(world: ApiClient, address: str, cookie: str) -> None:
    await world.container.browser_sessions().end(cookie)


async def by_another_browser(world: ApiClient, address: str, cookie: str) -> None:
    await world.done("ann", "endOtherSessions", "sessions { id }")


async def by_the_provider(world: ApiClient, address: str, cookie: str) -> None:
    async with world.container.unit_of_work() as work:
        subject = world.issuer.subject_of(world.email("ann"), PersonId("ann"))
        await work.sessions.end_logins(world.settings.issuer, subject=subject, sid=None)
        await work.commit()


async def by_leaving(world: ApiClient, address: str, cookie: str) -> None:
    await world.import_directory(gone=["ann"])


async def by_being_idle(world: ApiClient, address: str, cookie: str) -> None:
    world.clock.pass_(minutes=60)


End = Callable[[ApiClient, str, str], Awaitable[None]]


@pytest.mark.parametrize("end", [by_cookie, by_another_browser, by_the_provider, by_leaving, by_being_idle])
async def test_the_socket_of_a_session_that_ends_is_closed(each_world: ApiClient, end: End) -> None:
    world = each_world
    cookie, abes = await signed_in(world), await signed_in(world, "abe")
    async with served(world) as address, opened(address, cookie) as socket:
        began = time.monotonic()
        await end(world, address, cookie)
        assert await end_of(socket) == ENDED
        assert time.monotonic() - began < 2.5
    if end is not by_being_idle:
        assert await world.container.browser_sessions().resume(abes)


async def test_the_socket_of_a_token_is_closed_when_its_person_leaves(each_world: ApiClient) -> None:
    world = each_world
    async with served(world) as address:
        url = f"ws://{address}/graphql"
        async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
            await begin(socket, {"authorization": f"Bearer {world.token('ann')}"})
            await world.import_directory(gone=["ann"])
            assert await end_of(socket) == (4403, "You are no current team member in the directory")


@pytest.mark.rule("DIR-5")
@pytest.mark.parametrize("signs_in_anew", [False, True])
async def test_the_socket_of_a_token_is_closed_when_its_account_is_unbound(
    each_world: ApiClient, signs_in_anew: bool
) -> None:
    world = each_world
    async with served(world) as address:
        url = f"ws://{address}/graphql"
        async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
            await begin(socket, {"authorization": f"Bearer {world.token('ann')}"})
            await world.done("olga", "unbindSignIn", "__typename", person=ids.encode("Person", "ann"))
            if signs_in_anew:
                another = world.issuer.token_for(world.email("ann"))
                headers = {"authorization": f"Bearer {another}"}
                await world.client.post("/graphql", json={"query": "{ viewer { id } }"}, headers=headers)
            assert await end_of(socket) == (4403, "The program office has unbound your account; sign in again")


async def test_what_is_done_over_a_socket_is_a_use(each_world: ApiClient) -> None:
    world = each_world
    cookie = await signed_in(world)
    async with served(world) as address, opened(address, cookie) as socket:
        world.clock.pass_(minutes=50)
        await run(socket, "2", "{ viewer { session { idleExpiresAt } } }")
        await world.container.browser_sessions().close()
        world.clock.pass_(minutes=50)
        assert await end_of(socket) is None
        (next_, _) = await run(socket, "3", "mutation { extendSession(input: {}) { session { current } } }")
        assert next_["payload"]["data"]["extendSession"]["session"] == {"current": True}


async def test_what_a_page_follows_by_itself_is_no_use(each_world: ApiClient) -> None:
    world = each_world
    cookie = await signed_in(world)
    async with served(world) as address, opened(address, cookie, {"background": True}) as socket:
        world.clock.pass_(minutes=50)
        await run(socket, "2", "{ viewer { session { idleExpiresAt } } }")
        await world.container.browser_sessions().close()
        world.clock.pass_(minutes=11)
        assert await end_of(socket) == ENDED


async def test_an_operation_of_a_session_that_has_just_ended_is_refused(each_world: ApiClient) -> None:
    world = each_world
    cookie = await signed_in(world)
    async with served(world) as address, opened(address, cookie) as socket:
        await by_cookie(world, address, cookie)
        try:
            messages = await run(socket, "2", "{ viewer { person { firstName } } }")
        except ConnectionClosed:
            return
        assert messages[0]["payload"]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_database_that_is_away_for_a_while_ends_no_socket(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = await signed_in(world)
    async with served(world) as address, opened(address, cookie) as socket:
        database = world.container.database()
        real = type(database).reading

        def away(_: object) -> None:
            raise OSError("away")

        monkeypatch.setattr(type(database), "reading", away)
        await asyncio.sleep(1.2)
        monkeypatch.setattr(type(database), "reading", real)
        assert await end_of(socket) is None
        await by_cookie(world, address, cookie)
        assert await end_of(socket) == ENDED
