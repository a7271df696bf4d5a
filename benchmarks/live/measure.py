"""One mix: a server, a crowd that follows it, events, and what they cost."""

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.live.crowd import Seat, a_crowd
from benchmarks.live.process import Server

PAUSE = 0.05
"""Seconds from the last receipt of an event to the next event."""
WARM = 3
Event = Callable[[], Awaitable[float]]
"""Makes the next event; when it was there to be told of."""


@dataclass(frozen=True)
class Figures:
    """Times in milliseconds from the event to the receipt; microseconds of a processor a delivery, of the server's
    (beyond what the same event costs with nobody following) and of the followers'; KiB resident a follower."""

    name: str
    followers: int
    told: int
    median: float
    late: float
    server: float
    client: float
    memory: float


async def measure(name: str, server: Server, seats: list[Seat], told: int, event: Event, events: int) -> Figures:
    """`told`: how many of the seats each event is for."""
    alone = await _alone(server, event, events)
    async with a_crowd() as warm, a_crowd() as crowd:
        await warm.connect(server.port, seats[-1:])  # what the first follower makes the server load is not a follower's
        await asyncio.to_thread(server.settle)
        await event()
        await asyncio.to_thread(server.settle)
        before = server.memory()
        await crowd.connect(server.port, seats)
        for _ in range(WARM):
            await asyncio.to_thread(server.settle)
            await event()
            await crowd.take(told)
        await asyncio.to_thread(server.settle)
        memory = (server.memory() - before) / len(seats) / 1024
        worked, client = server.worked(), crowd.worked()
        delays: list[float] = []
        for _ in range(events):
            began = await event()
            times = await crowd.take(told)
            assert len(times) == told, f"{len(times)} messages instead of {told}"
            delays += [(each - began) * 1000 for each in times]
            await asyncio.sleep(PAUSE)
        spent, client_spent = server.worked() - worked - alone, crowd.worked() - client
    delays.sort()
    each = 1e6 / events / told
    return Figures(
        name=name,
        followers=len(seats),
        told=told,
        median=statistics.median(delays),
        late=delays[int(len(delays) * 0.99)],
        server=spent * each,
        client=client_spent * each,
        memory=memory,
    )


async def _alone(server: Server, event: Event, events: int) -> float:
    """Seconds of a processor for as many events with nobody following."""
    for _ in range(WARM):
        await event()
    await asyncio.to_thread(server.settle)
    before = server.worked()
    for _ in range(events):
        await event()
        await asyncio.sleep(PAUSE)
    return server.worked() - before
