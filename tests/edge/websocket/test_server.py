"""What uvicorn has to do for us: large messages, shutdown, and clients that do not read."""

import asyncio
import socket as sockets
import struct
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from moments.edge.websocket import SocketLimits
from tests.edge.websocket.socket_client import Client, client, ready, until
from tests.edge.websocket.stub_schema import GAUGES
from tests.edge.websocket.stub_server import STOCK, Running, serving, the_app

LARGEST = 256 * 1024
PING = '{"type": "ping", "payload": {"a": "%s"}}'


async def test_a_message_of_256_kib_is_taken(address: str) -> None:
    filling = LARGEST - len(PING % "")
    async with ready(address) as socket:
        await socket.raw(PING % ("a" * filling))
        assert (await socket.hear())["type"] == "pong"


@pytest.mark.parametrize("compression", [None, "deflate"])
async def test_a_larger_one_closes_with_1009(address: str, compression: str | None) -> None:
    async with ready(address, compression=compression) as socket:
        await socket.raw("a" * (LARGEST + 1))
        assert (await socket.end())[0] == 1009


async def test_one_that_is_still_being_sent_closes_with_1009(server: Running) -> None:
    """And is read to its end, as else the network would take the close frame back."""
    async with _stalled(server, query="") as raw:
        await asyncio.to_thread(raw.sendall, b"\x81\xff" + (10**7).to_bytes(8, "big") + bytes(4 + 10**7))
        assert b"\x03\xf1" in await asyncio.to_thread(_rest, raw)


async def test_a_message_in_too_many_fragments_closes_with_1009(server: Running) -> None:
    """Empty ones never reach the limit in bytes."""
    async with _stalled(server, query="") as raw:
        raw.sendall(_frame(0x1, b"", final=False) + _frame(0x0, b"", final=False) * 2000)
        assert b"\x03\xf1Too many fragments. Send fewer" in await asyncio.to_thread(_rest, raw)


async def test_text_that_is_no_utf8_closes_with_1007(address: str) -> None:
    async with ready(address) as socket:
        await socket.socket.send(b"\xff\xfe", text=True)
        assert (await socket.end())[0] == 1007


async def test_at_shutdown_all_sockets_hear_1012_soon() -> None:
    """Whatever they are doing: idle, sending all the time, in subscriptions, not signed in, or not reading. It takes
    less than a second on a quiet machine, and without our closing it would take for ever.
    """
    with serving() as server:
        async with AsyncExitStack() as open_sockets:
            clients = [await open_sockets.enter_async_context(ready(server.address)) for _ in range(20)]
            clients += [await open_sockets.enter_async_context(client(server.address)) for _ in range(5)]
            for each in clients[:10]:
                await each.start("subscription { ticks }")
            chatter = [asyncio.create_task(_chatter(each)) for each in clients[10:15]]
            await open_sockets.enter_async_context(_stalled(server))
            await asyncio.sleep(0.3)
            began = time.monotonic()
            server.server.should_exit = True
            codes = [code for code, _ in await asyncio.gather(*(each.end() for each in clients))]
            told = time.monotonic() - began
            await asyncio.gather(*chatter, return_exceptions=True)
            await until(lambda: not server.protocols(), 1)
            closed = time.monotonic() - began

    assert codes == [1012] * 25
    assert told < 5
    assert closed < 6
    assert GAUGES.open == 0


async def test_the_stock_protocol_waits_for_who_does_not_read() -> None:
    with serving(**STOCK) as server:
        async with _stalled(server):
            await until(lambda: any(each.transport.get_write_buffer_size() > 64 * 1024 for each in server.protocols()))
            server.server.should_exit = True
            await asyncio.sleep(1.5)
            assert server.protocols()


@pytest.mark.long
async def test_a_stalled_reader_is_dropped_in_bounded_memory_and_delays_nobody() -> None:
    rules = SocketLimits(send_timeout=0.5)
    with serving(the_app(rules)) as server:
        async with ready(server.address) as other, _stalled(server, size=50_000):
            await until(lambda: GAUGES.open == 1)
            began, most, slowest = time.monotonic(), 0, 0.0
            while GAUGES.open:
                asked = time.monotonic()
                assert (await other.ask("{ hello }"))["data"]
                slowest = max(slowest, time.monotonic() - asked)
                most = max(most, *(each.transport.get_write_buffer_size() for each in server.protocols()))
                await asyncio.sleep(0.02)
                assert time.monotonic() - began < 10
            await until(lambda: len(server.protocols()) == 1, 7)

    assert most < 64 * 1024 + 60_000  # what the transport holds before it says stop, and one message
    assert slowest < 0.5


async def test_one_that_sends_pings_and_reads_nothing_gets_no_more_than_it_can_take(server: Running) -> None:
    """Control frames are answered below ASGI; the stock protocol queues a pong for each, without bound."""
    assert await _most_queued(server) < 300_000


async def test_the_stock_protocol_queues_without_bound() -> None:
    with serving(**STOCK) as server:
        assert await _most_queued(server) > 2_000_000


async def _most_queued(server: Running) -> int:
    ping = _frame(0x9, b"p" * 125)
    async with _stalled(server, query="") as raw:
        raw.setblocking(False)
        loop, most = asyncio.get_running_loop(), 0
        for _ in range(100):
            try:
                async with asyncio.timeout(1):
                    await loop.sock_sendall(raw, ping * 1000)
            except (TimeoutError, OSError):
                break
            most = max([most, *(each.transport.get_write_buffer_size() for each in server.protocols())])
        return most


@asynccontextmanager
async def _stalled(
    server: Running, *, size: int = 50_000, query: str = "subscription($size: Int!) { ticks(every: 0, size: $size) }"
) -> AsyncIterator[sockets.socket]:
    """Asks and never reads; a small window makes it soon felt."""
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    await asyncio.to_thread(raw.connect, ("127.0.0.1", server.port))
    raw.sendall(
        b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    )
    assert b"101" in await asyncio.to_thread(raw.recv, 1000)
    raw.sendall(_frame(0x1, b'{"type": "connection_init"}'))
    await asyncio.sleep(0.2)
    if query:
        payload = b'{"query": "%s", "variables": {"size": %d}}' % (query.encode(), size)
        raw.sendall(_frame(0x1, b'{"type": "subscribe", "id": "1", "payload": %s}' % payload))
    try:
        yield raw
    finally:
        raw.close()


def _rest(raw: sockets.socket) -> bytes:
    return b"".join(iter(lambda: raw.recv(1000), b""))


def _frame(opcode: int, payload: bytes, *, final: bool = True) -> bytes:
    """A client's frame, masked by zeros."""
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + struct.pack(">H", len(payload))
    return bytes([(0x80 if final else 0) | opcode]) + length + bytes(4) + payload


async def _chatter(client: Client) -> None:
    while True:
        await client.say(type="ping", payload={"a": "b" * 500})
        await asyncio.sleep(0)
