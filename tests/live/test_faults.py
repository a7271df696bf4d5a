"""Servers are killed, databases restarted, networks cut: nobody who follows loses an event or hears one twice.

The short form takes some seconds; `MOMENTS_SOAK=1` does 5,000 events and prints what it saw.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import select

from moments.application.live.happening import Place
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.graphql.live import cursors
from moments.graphql.shared import ids
from moments.infrastructure.identity import DevelopmentIssuer
from moments.infrastructure.persistence.tables import events
from tests.api.world import World, a_world
from tests.live.following import cursor
from tests.live.loyal import Loyal
from tests.live.rerouting import reroute
from tests.live.server import Server

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
EVENTS, FOLLOWERS = (5_000, 50) if SOAK else (500, 20)
KILLS, RESTARTS, CUTS = (20, 2, 400) if SOAK else (4, 1, 40)
FOLLOWED = (
    ("boss", "approvalQueue"),
    ("deputy", "approvalQueue"),
    ("adam", "departmentQueue"),
    ("ann", "myProgramme"),
    ("olga", "programme"),
)


class Run:
    """One run: who follows, what is written, and the accidents."""

    def __init__(self, world: World, servers: Sequence[Server], issuer: DevelopmentIssuer, begin: str) -> None:
        self.world, self.servers, self.chance = world, servers, random.Random(2026)
        self.done = asyncio.Event()
        self.followers = [
            Loyal(who, stream, f"Bearer {issuer.token_for(world.email(who))}", self.some_address, begin)
            for number in range(FOLLOWERS)
            for who, stream in [FOLLOWED[number % len(FOLLOWED)]]
        ]
        self.written = 0
        self.accidents: Counter[str] = Counter()

    def some_address(self) -> str:
        return self.chance.choice(self.servers).address

    async def write(self, application: ApplicationId) -> None:
        """Each event goes to all of them: ann's application changes hands again and again."""
        hands = [PersonId("boss"), PersonId("deputy")]
        while self.written < EVENTS:
            try:
                await reroute(self.world, application, hands)
            except Exception:  # the database is away; whether it was written, the table knows
                await asyncio.sleep(0.05)
            hands.reverse()
            self.written += 1
            await asyncio.sleep(self.chance.uniform(0, 0.012))

    async def kill_servers(self) -> None:
        for _ in range(KILLS):
            await asyncio.sleep(self.pause(KILLS))
            server = self.chance.choice(self.servers)
            await asyncio.to_thread(server.kill)
            server.start()
            self.accidents["kill -9"] += 1

    async def cut_networks(self) -> None:
        for _ in range(CUTS):
            await asyncio.sleep(self.pause(CUTS))
            self.chance.choice(self.followers).disconnect()
            self.accidents["disconnects"] += 1

    async def restart_database(self, restart: Callable[[], Awaitable[None]]) -> None:
        for _ in range(RESTARTS):
            await asyncio.sleep(self.pause(RESTARTS + 1))
            await restart()
            self.accidents["database restarts"] += 1

    def pause(self, number: int) -> float:
        return self.chance.uniform(0.5, 1.0) * EVENTS * 0.009 / number

    async def all_heard(self, last: str) -> None:
        async with asyncio.timeout(60):
            while not all(_has_come_to(each, last) for each in self.followers):  # noqa: ASYNC110  # no one signals
                await asyncio.sleep(0.05)


def _has_come_to(follower: Loyal, last: str) -> bool:
    return cursors.decode(follower.cursor).event >= cursors.decode(last).event


def expected(stream: str, who: str, rows: Sequence[Any]) -> list[tuple[int, str]]:
    """What the table says that they should have heard."""
    if stream == "approvalQueue":
        return [(row.id, "REROUTED_HERE" if row.data["to_supervisor"] == who else "REROUTED_AWAY") for row in rows]
    if stream == "departmentQueue":
        return [(row.id, "REROUTED") for row in rows]
    return [(row.id, "APPLICATION_REROUTED") for row in rows]


@asynccontextmanager
async def a_run(database_url: str, folder: Path, processes: int) -> AsyncIterator[tuple[Run, ApplicationId]]:
    async with a_world(database_url, folder) as world, AsyncExitStack() as stack:
        issuer = DevelopmentIssuer.open(folder, mode=world.settings.mode, audience=world.settings.oidc_audience)
        waiting = await world.draft("abe", "MENTOR")
        deputy = {"supervisorFirstName": "D.", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
        await world.done("abe", "nameSupervisor", "__typename", application=waiting, **deputy)
        await world.done("abe", "submitApplication", "__typename", application=waiting)
        application = await world.submitted("ann", "MENTEE")
        servers = [Server(database_url, folder) for _ in range(processes)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        for server in servers:
            await asyncio.to_thread(server.wait)
        run = Run(world, servers, issuer, await cursor(world))
        listening = [asyncio.create_task(each.listen()) for each in run.followers]
        try:
            yield run, ApplicationId(ids.identity_of("Application", application))
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)


async def check(run: Run, began: Place, seconds: float) -> None:
    statement = select(events).where(events.c.id > began.event).order_by(events.c.id)
    async with run.world.container.database().reading() as connection:
        rows = (await connection.execute(statement)).all()
    await run.all_heard(cursors.encode(Place(rows[-1].id)))
    lost = doubled = disordered = 0
    for each in run.followers:
        should = expected(each.stream, each.who, rows)
        got = [(cursors.decode(event["cursor"]).event, event.get("change") or event["action"]) for event in each.heard]
        lost += len(set(should) - set(got))
        doubled += len(got) - len(set(got))
        disordered += got != sorted(got)
        assert each.lagged == 0
    connections = sum(each.connections for each in run.followers)
    figures = (
        f"{len(rows)} events to {len(run.followers)} followers at {len(run.servers)} servers in {seconds:.0f} s; "
        f"{dict(run.accidents)}, {connections} connections; lost {lost}, doubled {doubled}, out of order {disordered}"
    )
    print(f"\n{run.world.settings.database_url.partition(':')[0]}: {figures}")
    assert (lost, doubled, disordered) == (0, 0, 0), figures
    assert len(rows) >= EVENTS * 0.8


def terminate_all(database_url: str) -> Callable[[], Awaitable[None]]:
    """As a restart does to clients: every connection to the database is ended at once."""

    async def terminate() -> None:
        connection = await asyncpg.connect(database_url)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.close()

    return terminate


async def suffer(run: Run, application: ApplicationId, *accidents: Awaitable[None]) -> None:
    began, at = cursors.decode(run.followers[0].cursor), time.monotonic()
    await asyncio.gather(run.write(application), *accidents)
    await check(run, began, time.monotonic() - at)


async def test_two_servers_on_postgresql_lose_nothing(postgresql_url: str, tmp_path: Path) -> None:
    async with a_run(postgresql_url, tmp_path, 2) as (run, application):
        restart = run.restart_database(terminate_all(postgresql_url))
        await suffer(run, application, run.kill_servers(), run.cut_networks(), restart)


async def test_one_server_on_sqlite_loses_nothing(sqlite_url: str, tmp_path: Path) -> None:
    async with a_run(sqlite_url, tmp_path, 1) as (run, application):
        await suffer(run, application, run.kill_servers(), run.cut_networks())
