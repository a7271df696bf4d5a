"""Thousands of frames that were good once: whatever arrives, the socket ends properly or goes on.

1,000 of them, and 10,000 where MOMENTS_SOAK=1; the seed is printed with what it found.
"""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from random import Random

import pytest
from websockets.exceptions import ConnectionClosed

from tests.edge.websocket import fuzz
from tests.edge.websocket.socket_client import Client, client, ready
from tests.edge.websocket.stub_server import Process, own_process

pytestmark = pytest.mark.long

FRAMES = 10_000 if os.environ.get("MOMENTS_SOAK") == "1" else 1_000
SEED = 2026
PROPER = {1002, 1007, 1009, 4400, 4401, 4403, 4409, 4429}
MAX_GROWTH = 16 * 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with own_process(tmp_path_factory.mktemp("mutated") / "log") as process:
        yield process
        said = process.log.read_text()
    assert "a bug" not in said
    assert "Traceback" not in said


async def test_mutated_messages(server: Process, capsys: pytest.CaptureFixture[str]) -> None:
    random, codes = Random(SEED), Counter[int]()
    async with _served_meanwhile(server) as waits, _flat(server) as memory:
        left = FRAMES
        while left > 0:
            async with client(server.address) as socket:
                if random.random() < 0.9:
                    await socket.init()
                while left > 0:
                    left -= 1
                    if ended := await _outcome(socket, fuzz.message(random)):
                        codes[ended] += 1
                        break
            if left <= FRAMES * 0.8 and not memory:
                memory.append(server.memory())

    with capsys.disabled():
        print(f"\n{FRAMES} messages, seed {SEED}: {dict(codes)}; the longest wait of others {max(waits):.3f} s")
    assert set(codes) <= PROPER


async def test_mutated_frames_on_the_wire(server: Process, capsys: pytest.CaptureFixture[str]) -> None:
    random, codes = Random(SEED), Counter[int]()
    async with _served_meanwhile(server) as waits, _flat(server) as memory:
        for number in range(FRAMES // 4):
            codes[await _wire_outcome(server, fuzz.wire(random))] += 1
            if number == FRAMES // 20:
                memory.append(server.memory())

    with capsys.disabled():
        print(f"\n{FRAMES // 4} on the wire, seed {SEED}: {dict(codes)}; the longest wait of others {max(waits):.3f} s")
    echoed = range(3000, 4000)  # a close frame of the client's is answered with its own code
    assert set(codes) - set(echoed) <= PROPER | {0, 1000, 1005}


async def _outcome(socket: Client, frame: str | bytes) -> int | None:
    """The close code; None where the socket goes on, as it shows by answering."""
    try:
        await socket.raw(frame)
        await socket.say(type="ping", payload={"are you": "there"})
        while (heard := await socket.hear()) != {"type": "pong", "payload": {"are you": "there"}}:
            assert "Traceback" not in str(heard)
            assert "INTERNAL_SERVER_ERROR" not in str(heard)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006
    return None


async def _wire_outcome(server: Process, frames: bytes) -> int:
    """Sends and hangs up; the server has to as well. 0: without a word."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(HANDSHAKE)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(frames)
        writer.write_eof()
        async with asyncio.timeout(5):
            heard = await reader.read()
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    assert b"Traceback" not in heard
    return _close_code(heard)


def _close_code(heard: bytes) -> int:
    """Of the close frame among the server's frames."""
    while len(heard) >= 2:
        size, head = heard[1], 2
        if size == 126:
            size, head = int.from_bytes(heard[2:4], "big"), 4
        if heard[0] == 0x88:
            return int.from_bytes(heard[head : head + 2], "big") if size else 1005
        heard = heard[head + size :]
    return 0


@asynccontextmanager
async def _served_meanwhile(server: Process) -> AsyncIterator[list[float]]:
    waits: list[float] = []

    async def ask() -> None:
        async with ready(server.address) as other:
            while True:
                began = time.monotonic()
                assert (await other.ask("{ hello }"))["data"] == {"hello": "hello"}
                waits.append(time.monotonic() - began)
                await asyncio.sleep(0.05)

    asking = asyncio.create_task(ask())
    yield waits
    assert not asking.done(), "the other client was not served"
    asking.cancel()
    await asyncio.wait([asking])
    assert max(waits) < 3  # a busy machine's; a tenth of it and less on a quiet one


@asynccontextmanager
async def _flat(server: Process) -> AsyncIterator[list[int]]:
    """The caller notes the memory once the server is warm."""
    warm: list[int] = []
    yield warm
    assert server.memory() - warm[0] < MAX_GROWTH


HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
