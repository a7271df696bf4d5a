"""Servers are killed, the database restarts and crashes, networks are cut: nobody who follows loses an event or hears
one twice, and whoever writes and is not answered asks again with the same key and has it done once.

The short form takes some seconds; `MOMENTS_SOAK=1` does 5,000 events and prints what it saw.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from moments.application.live.event import StreamPosition
from moments.domain.shared.ids import PersonId
from moments.graphql.live import cursors
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.persistence.tables import events, idempotency_keys
from tests.api.api_client import ApiClient, a_world
from tests.live.cluster import Cluster, Stop
from tests.live.progress import Progress
from tests.live.resuming_client import ResumingClient
from tests.live.retrying_writer import Writer
from tests.live.server import Server
from tests.live.stream_client import cursor

pytestmark = pytest.mark.long

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
EVENTS, FOLLOWERS = (5_000, 50) if SOAK else (200, 20)
KILLS, CUTS = (20, 400) if SOAK else (2, 20)
RESTARTS: tuple[Stop, ...] = ("fast", "immediate") if SOAK else ("immediate",)
WRITERS = (("ann", "MENTEE"), ("ann", "MENTOR"), ("abe", "MENTEE"))
FOLLOWED = (
    ("boss", "approvalQueue"),
    ("deputy", "approvalQueue"),
    ("adam", "departmentQueue"),
    ("ann", "myProgram"),
    ("olga", "program"),
)


class FaultRun:
    """One run: who follows, who writes, and the accidents."""

    def __init__(self, world: ApiClient, servers: Sequence[Server], issuer: DevelopmentIssuer, begin: str) -> None:
        self.world, self.servers, self.issuer, self.chance = world, servers, issuer, random.Random(2026)
        self.followers = [
            ResumingClient(who, stream, f"Bearer {self.token(who)}", lambda: self.some_server().address, begin)
            for number in range(FOLLOWERS)
            for who, stream in [FOLLOWED[number % len(FOLLOWED)]]
        ]
        self.writers: list[Writer] = []
        self.progress = Progress(EVENTS)
        self.accidents: Counter[str] = Counter()

    def token(self, who: str) -> str:
        return self.issuer.token_for(self.world.email(who), person=PersonId(who))

    def some_server(self) -> Server:
        return self.chance.choice(self.servers)

    def write_to(self, who: str, application: str) -> None:
        hands = [self.world.email("deputy"), self.world.email("boss")]
        self.writers.append(Writer(who, self.token(who), application, hands, lambda: self.some_server().graph))

    async def write(self, writer: Writer) -> None:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            while self.progress.begin():
                await writer.write(client)
                self.progress.end()

    async def kill_servers(self) -> None:
        for place in self.places(KILLS):
            await self.progress.reach(place)
            server = self.some_server()
            await asyncio.to_thread(server.kill)
            server.start()
            self.accidents["kill -9"] += 1

    async def cut_networks(self) -> None:
        for place in self.places(CUTS):
            await self.progress.reach(place)
            self.accidents["disconnects"] += self.chance.choice(self.followers).disconnect()

    async def restart(self, cluster: Cluster) -> None:
        for place, how in zip(self.places(len(RESTARTS)), RESTARTS, strict=True):
            await self.progress.reach(place)
            await asyncio.to_thread(cluster.restart, how)
            self.accidents[f"database restarts, {how}"] += 1

    def places(self, number: int) -> Iterator[int]:
        """In the work, one in each of as many parts of it, and never at its very end."""
        for part in range(number):
            yield int((part + self.chance.uniform(0.05, 0.95)) * EVENTS / number)

    async def all_heard(self, rows: Sequence[Any]) -> None:
        """Or until it is plain that somebody won't."""
        ends = [(each, expected(each.stream, each.who, rows)[-1][0]) for each in self.followers]
        with suppress(TimeoutError):
            async with asyncio.timeout(60):
                while not all(_has_come_to(each, end) for each, end in ends):  # noqa: ASYNC110  # no one signals
                    await asyncio.sleep(0.05)


def _has_come_to(follower: ResumingClient, event: int) -> bool:
    return cursors.decode(follower.cursor).event >= event


def expected(stream: str, who: str, rows: Sequence[Any]) -> list[tuple[int, str]]:
    """What the table says that they should have heard."""
    if stream == "approvalQueue":
        return [(row.id, "REROUTED_HERE" if row.data["to_supervisor"] == who else "REROUTED_AWAY") for row in rows]
    if stream == "departmentQueue":
        return [(row.id, "REROUTED") for row in rows]
    mine = [row for row in rows if stream == "program" or row.data["applicant"] == who]
    return [(row.id, "APPLICATION_REROUTED") for row in mine]


@asynccontextmanager
async def a_run(database_url: str, folder: Path, processes: int) -> AsyncIterator[FaultRun]:
    async with a_world(database_url, folder, copied=False) as world, AsyncExitStack() as stack:
        issuer = DevelopmentIssuer.open(world.settings)
        await _keeps_the_deputy_a_supervisor(world)
        applications = [(who, await world.submitted(who, kind)) for who, kind in WRITERS]
        servers = [Server(database_url, folder) for _ in range(processes)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        for server in servers:
            await asyncio.to_thread(server.wait)
        run = FaultRun(world, servers, issuer, await cursor(world))
        for who, application in applications:
            run.write_to(who, application)
        listening = [asyncio.create_task(each.listen()) for each in run.followers]
        try:
            yield run
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)


async def _keeps_the_deputy_a_supervisor(world: ApiClient) -> None:
    """By an application that stays there: who has none left may not follow the queue."""
    waiting = await world.draft("abe", "MENTOR")
    deputy = {"supervisorFirstName": "D.", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("abe", "nameSupervisor", "__typename", application=waiting, **deputy)
    await world.done("abe", "submitApplication", "__typename", application=waiting)


async def check(run: FaultRun, began: StreamPosition, seconds: float) -> None:
    rows = await _written(run, began)
    committed = await _committed_though_not_answered(run)
    await run.all_heard(rows)
    lost = doubled = disordered = 0
    for each in run.followers:
        should = expected(each.stream, each.who, rows)
        got = [(cursors.decode(event["cursor"]).event, event.get("change") or event["action"]) for event in each.heard]
        lost += len(set(should) - set(got))
        doubled += len(got) - len(set(got))
        disordered += got != sorted(got)
        assert each.lagged == 0
    connections = sum(each.connections for each in run.followers)
    ends = sum((each.ends for each in run.writers), Counter[str]())
    figures = (
        f"{len(rows)} events to {len(run.followers)} followers at {len(run.servers)} servers in {seconds:.0f} s; "
        f"{dict(run.accidents)}, {connections} connections; answers to writers cut off {ends.total()} ({dict(ends)}), "
        f"of them committed {committed}; lost {lost}, doubled {doubled}, out of order {disordered}"
    )
    print(f"\n{run.world.settings.database_url.partition(':')[0]}: {figures}")
    assert (lost, doubled, disordered) == (0, 0, 0), figures


async def _written(run: FaultRun, began: StreamPosition) -> Sequence[Any]:
    """The events. Fails unless each key has one, whatever became of its answer."""
    statement = select(events).where(events.c.id > began.event).order_by(events.c.id)
    async with run.world.container.database().reading() as connection:
        rows = (await connection.execute(statement)).all()
        keys = (await connection.scalars(select(idempotency_keys.c.key))).all()
    assert sorted(keys) == sorted(key for each in run.writers for key in each.keys)
    assert len(rows) == len(keys) == EVENTS
    return rows


async def _committed_though_not_answered(run: FaultRun) -> int:
    """How many had been done before they were asked for again."""
    again = {key: at for each in run.writers for key, at in each.asked_again.items()}
    async with run.world.container.database().reading() as connection:
        rows = (await connection.execute(select(idempotency_keys.c.key, idempotency_keys.c.at))).all()
    return sum(row.key in again and row.at < again[row.key] for row in rows)


async def run_with_faults(run: FaultRun, cluster: Cluster | None = None) -> None:
    began, at = cursors.decode(run.followers[0].cursor), time.monotonic()
    async with asyncio.TaskGroup() as tasks:
        for writer in run.writers:
            tasks.create_task(run.write(writer))
        tasks.create_task(run.kill_servers())
        tasks.create_task(run.cut_networks())
        if cluster:
            tasks.create_task(run.restart(cluster))
    await check(run, began, time.monotonic() - at)


async def test_two_servers_on_postgresql_lose_nothing(cluster: Cluster, tmp_path: Path) -> None:
    async with a_run(cluster.url, tmp_path, 2) as run:
        await run_with_faults(run, cluster)


async def test_one_server_on_sqlite_loses_nothing(sqlite_url: str, tmp_path: Path) -> None:
    async with a_run(sqlite_url, tmp_path, 1) as run:
        await run_with_faults(run)
