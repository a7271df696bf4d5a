"""The followers: one process for all, of clients that cost nearly nothing, as it is the server that is measured.

A client reads no JSON: it looks for the word that a message of the stream has in it and notes the time.
"""

import asyncio
import base64
import json
import os
import struct
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.live.process import HERE, PATIENCE, worked

AT_A_TIME = 50
"""Handshakes under way."""
MAX_LINE_LENGTH = 2**24
PING = 0x89


@dataclass(frozen=True)
class Seat:
    """Who follows what. `token`: none for a server that asks for none."""

    token: str | None
    query: str


# --- the process's side ---


class _Client(asyncio.Protocol):
    def __init__(self, seat: dict[str, Any], crowd: "_Crowd") -> None:
        self._seat, self._crowd = seat, crowd
        self.acknowledged = asyncio.get_running_loop().create_future()
        self.transport: Any = None
        self._rest = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"HTTP/1.1 101"):
            token = self._seat["token"]
            self._say(type="connection_init", payload={"authorization": f"Bearer {token}"} if token else {})
            data = data[data.index(b"\r\n\r\n") + 4 :]
        data = self._rest + data
        while (size := _size(data)) and len(data) >= size:
            self._take(data[0], data[:size])
            data = data[size:]
        self._rest = data

    def _take(self, kind: int, frame: bytes) -> None:
        if b'"type":"next"' in frame or b'"type": "next"' in frame:
            self._crowd.heard()
        elif kind == PING:
            self.transport.write(struct.pack("!BB", 0x8A, 0x80 | len(frame) - 2) + bytes(4) + frame[2:])
        elif b"connection_ack" in frame:
            self._say(id="1", type="subscribe", payload={"query": self._seat["query"]})
            self.acknowledged.set_result(None)
        else:
            self._crowd.trouble(frame)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.acknowledged.done():
            self.acknowledged.set_exception(ConnectionError("the server has hung up"))

    def _say(self, **message: Any) -> None:
        body = json.dumps(message).encode()
        self.transport.write(struct.pack("!BBH", 0x81, 0x80 | 126, len(body)) + bytes(4) + body)


def _size(data: bytes) -> int:
    """Of the first frame; 0 where too little of it is there."""
    if len(data) < 4:
        return 0 if len(data) < 2 or data[1] > 1 else 2 + data[1]
    if data[1] < 126:
        return 2 + data[1]
    return 4 + int(struct.unpack_from("!H", data, 2)[0])


class _Crowd:
    def __init__(self) -> None:
        self._times: list[float] = []
        self._clients: list[_Client] = []
        self._wanted, self._enough = 0, asyncio.Event()
        self._trouble: bytes | None = None

    def heard(self) -> None:
        self._times.append(time.monotonic())
        if len(self._times) >= self._wanted:
            self._enough.set()

    def trouble(self, data: bytes) -> None:
        self._trouble = data
        self._enough.set()

    async def connect(self, port: int, seats: list[dict[str, Any]]) -> None:
        loop = asyncio.get_running_loop()
        for begin in range(0, len(seats), AT_A_TIME):
            clients = [_Client(each, self) for each in seats[begin : begin + AT_A_TIME]]
            for each in clients:
                await loop.create_connection(lambda client=each: client, "127.0.0.1", port)  # type: ignore[misc]
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(each.acknowledged for each in clients))
            self._clients += clients

    async def take(self, number: int) -> list[float]:
        """When the next so many messages came."""
        self._wanted = number
        self._enough.clear()
        if len(self._times) < number:
            async with asyncio.timeout(PATIENCE):
                await self._enough.wait()
        if self._trouble:
            raise RuntimeError(f"a follower was told: {self._trouble[:500]!r}")
        taken, self._times = self._times, []
        return taken


async def _serve() -> None:
    crowd, loop = _Crowd(), asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        answer: Any = None
        if asked["do"] == "connect":
            await crowd.connect(asked["port"], asked["seats"])
        elif asked["do"] == "take":
            answer = await crowd.take(asked["number"])
        print(json.dumps(answer), flush=True)


# --- the other side ---


class Crowd:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def connect(self, port: int, seats: list[Seat]) -> None:
        await self._ask(do="connect", port=port, seats=[vars(each) for each in seats])

    async def take(self, number: int) -> list[float]:
        """On this machine's monotonic clock, when each of the next so many messages came; of more, all."""
        times: list[float] = await self._ask(do="take", number=number)
        return times

    def worked(self) -> float:
        return worked(self._process.pid)

    async def _ask(self, **asked: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        await self._process.stdin.drain()
        answer = await self._process.stdout.readline()
        if not answer:
            raise SystemExit("the followers' process has ended; it says why above")
        return json.loads(answer)


@asynccontextmanager
async def a_crowd() -> AsyncIterator[Crowd]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.live.crowd",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MAX_LINE_LENGTH,
        env=os.environ | HERE,
    )
    try:
        yield Crowd(process)
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve())
