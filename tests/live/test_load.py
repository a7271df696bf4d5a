"""Many who follow one server over real sockets: how soon they hear, and that one who stalls holds up nobody.

The short form has 100 of them; `MOMENTS_SOAK=1` has 1,000 and prints what it saw.
"""

import asyncio
import base64
import json
import os
import socket
import statistics
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from moments.domain.shared.ids import ApplicationId, PersonId
from moments.graphql.shared import ids
from moments.infrastructure.authentication import DevelopmentIssuer
from tests.api.api_client import ApiClient, a_world
from tests.live.rerouting import reroute
from tests.live.server import Server
from tests.live.stream_client import QUEUE

pytestmark = pytest.mark.long

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
CROWD, EVENTS = (1_000, 100) if SOAK else (100, 20)
QUERY = f"subscription {{ departmentQueue {{ __typename ... on QueueEvent {{ {QUEUE} }} }} }}"


class RawClient(asyncio.Protocol):
    """A client that costs nearly nothing, as it is the server that is measured: it notes when something came."""

    def __init__(self, token: str) -> None:
        self._token, self.acknowledged = token, asyncio.Event()
        self.heard: list[float] = []
        self.bytes = 0
        self.lost = asyncio.Event()
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            "GET /graphql HTTP/1.1\r\nHost: moments\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        if not self.acknowledged.is_set():
            if data.startswith(b"HTTP/1.1 101"):
                self._say({"type": "connection_init", "payload": {"authorization": f"Bearer {self._token}"}})
            if b"connection_ack" in data:
                self.acknowledged.set()
                self._say({"id": "1", "type": "subscribe", "payload": {"query": QUERY}})
            return
        self.heard += [time.monotonic()] * data.count(b'"type":"next"')

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()

    def _say(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self.transport.write(struct.pack("!BBH", 0x81, 0x80 | 126, len(body)) + bytes(4) + body)


@asynccontextmanager
async def a_place(database_url: str, folder: Path) -> AsyncIterator[tuple[ApiClient, Server, str, ApplicationId]]:
    async with a_world(database_url, folder) as world:
        issuer = DevelopmentIssuer.open(world.settings)
        application = ids.identity_of("Application", await world.submitted("ann", "MENTEE"))
        server = Server(database_url, folder)
        server.start()
        try:
            await asyncio.to_thread(server.wait)
            yield (
                world,
                server,
                issuer.token_for(world.email("adam"), person=PersonId("adam")),
                ApplicationId(application),
            )
        finally:
            server.stop()


async def follow(server: Server, token: str, **options: Any) -> RawClient:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: RawClient(token), "127.0.0.1", server.port, **options)
    async with asyncio.timeout(30):
        await client.acknowledged.wait()
    return client


async def until_heard(clients: list[RawClient], number: int, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not all(len(each.heard) >= number for each in clients):  # noqa: ASYNC110  # no one signals
            await asyncio.sleep(0.01)


async def all_begun(world: ApiClient, application: ApplicationId, crowd: list[RawClient]) -> None:
    """An acknowledged socket may not follow yet: events are written until everybody has heard of one."""
    while not all(each.heard for each in crowd):
        await reroute(world, application)
        await asyncio.sleep(0.5)
    while time.monotonic() - max(max(each.heard) for each in crowd) < 1:  # noqa: ASYNC110  # no one signals
        await asyncio.sleep(0.1)
    for each in crowd:
        each.heard.clear()


async def test_a_crowd_hears_of_each_event_soon(postgresql_url: str, tmp_path: Path) -> None:
    async with a_place(postgresql_url, tmp_path) as (world, server, token, application):
        warm = [await follow(server, token)]
        await asyncio.sleep(0.3)
        await reroute(world, application)
        await until_heard(warm, 1, 10)
        before = server.memory()
        crowd = [await follow(server, token) for _ in range(CROWD)]
        await all_begun(world, application, crowd)
        each_costs = (server.memory() - before) / CROWD / 1024
        committed: list[float] = []
        worked = server.seconds_worked()
        for number in range(EVENTS):
            await reroute(world, application)
            committed.append(time.monotonic())
            await until_heard(crowd, number + 1, 20)
            await asyncio.sleep(0.05)
        assert all(len(each.heard) == EVENTS for each in crowd)
        delivery = (server.seconds_worked() - worked) / CROWD / EVENTS * 1e6
        delays = sorted((at - committed[number]) * 1000 for each in crowd for number, at in enumerate(each.heard))
        median, late = statistics.median(delays), delays[int(len(delays) * 0.99)]
        for each in [*warm, *crowd]:
            each.transport.abort()
    print(
        f"\n{CROWD} followers, {EVENTS} events: from commit to receipt median {median:.1f} ms, 99th percentile "
        f"{late:.1f} ms; {delivery:.0f} us of the server's processor a delivery; {each_costs:.0f} KiB a follower"
    )
    assert median < 1_000


async def test_who_stalls_holds_up_nobody_and_is_dropped(postgresql_url: str, tmp_path: Path) -> None:
    async with a_place(postgresql_url, tmp_path) as (world, server, token, application):
        reader = await follow(server, token)
        small = socket.socket()
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        small.connect(("127.0.0.1", server.port))
        small.setblocking(False)
        loop = asyncio.get_running_loop()
        _, stalled = await loop.create_connection(lambda: RawClient(token), sock=small)
        await asyncio.wait_for(stalled.acknowledged.wait(), 10)
        await asyncio.sleep(0.3)
        stalled.transport.pause_reading()
        before = server.memory()
        began = time.monotonic()
        for _ in range(80):
            await reroute(world, application, number=100)
        await until_heard([reader], 8_000, 40)
        took = time.monotonic() - began
        grown = (server.memory() - before) / 2**20
        await asyncio.sleep(6)  # the send timeout, and some
        stalled.transport.resume_reading()
        async with asyncio.timeout(20):
            await stalled.lost.wait()
        print(
            f"\n8,000 events, {reader.bytes / 2**20:.1f} MB, in {took:.1f} s beside one who stalls; {grown:.0f} MB more"
        )
        assert len(stalled.heard) < 8_000
        assert grown < 100
