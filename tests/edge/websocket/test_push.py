"""Messages that the server's protocol writes past ASGI: they are what any client reads, or they are not written."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect

from moments.edge.websocket import SERVER_OPTIONS
from moments.edge.websocket.server import PUSH
from tests.edge.websocket.stub_server import serving

LENGTHS = (0, 1, 125, 126, 127, 2**16 - 1, 2**16, 100_000)
Says = Callable[[Callable[[bytes], bool], Send], Awaitable[None]]


def an_app(says: Says) -> Any:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        await says(scope["extensions"][PUSH], send)
        while (await receive())["type"] != "websocket.disconnect":
            pass

    return app


async def heard(socket: ClientConnection, number: int) -> list[str | bytes]:
    async with asyncio.timeout(10):
        return [await socket.recv() for _ in range(number)]


async def test_a_message_of_any_length_arrives_whole_and_between_others_in_order() -> None:
    async def says(push: Callable[[bytes], bool], send: Send) -> None:
        for length in LENGTHS:
            while not push(b"p" * length):  # noqa: ASYNC110  # no one signals
                await asyncio.sleep(0.01)
            await send({"type": "websocket.send", "text": str(length)})

    with serving(an_app(says), **SERVER_OPTIONS) as server:
        async with connect(server.address, max_size=2**20) as socket:
            messages = await heard(socket, 2 * len(LENGTHS))
    assert messages == [each for length in LENGTHS for each in ("p" * length, str(length))]


@pytest.mark.long
async def test_it_is_refused_where_the_reader_has_taken_nothing_for_long() -> None:
    pushed: list[bool] = []
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def says(push: Callable[[bytes], bool], send: Send) -> None:
        while len(pushed) < 1_000 and push(b"p" * 100_000):
            pushed.append(True)
        loop.call_soon_threadsafe(done.set)

    with serving(an_app(says), **SERVER_OPTIONS) as server:
        async with connect(server.address, max_size=2**20):
            await asyncio.wait_for(done.wait(), 10)
    assert 1 <= len(pushed) < 100


@pytest.mark.parametrize("what", ["closed", "compressed"])
async def test_it_is_refused_on_a_socket_that_it_would_break(what: str) -> None:
    refused: list[bool] = []
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def says(push: Callable[[bytes], bool], send: Send) -> None:
        if what == "closed":
            await send({"type": "websocket.close", "code": 1000})
        refused.append(not push(b"too late"))
        loop.call_soon_threadsafe(done.set)

    options = SERVER_OPTIONS | {"ws_per_message_deflate": what == "compressed"}
    with serving(an_app(says), **options) as server:
        async with connect(server.address):
            await asyncio.wait_for(done.wait(), 10)
    assert refused == [True]
