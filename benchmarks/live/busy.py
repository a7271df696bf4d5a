"""`python -m benchmarks.live.busy`: how long one person's page takes while others follow as much as they can.

Each follower has sockets with 25 subscriptions, no two with the same selection, all of one queue. Applications in that
queue change hands; meanwhile somebody else asks for their own page, again and again.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from benchmarks.live.database import a_database
from benchmarks.live.process import HERE, Server, server
from benchmarks.live.program import CROWD, OWN, Program, a_program
from moments.infrastructure.settings import Mode, Settings

SUBSCRIPTIONS = 25
EVERY = 0.5
"""Seconds between events."""
_WIDE = """cursor occurredAt change applicationId inQueue actor { id name } inLieu ground
  application { id kind state bio revision startedAt submittedAt hireDate
    applicant { id name email department { id name } } supervisor { person { id name email } chosenByApplicant }
    assignee { role since person { id name } } decision { outcome decidedAt message decidedBy { id name } }
    skills { career { skill { id name } } soft { skill { id name } } }
    timeline(first: 50) { nodes { at action message actor { id name } } } }"""
_PAGE = """query Page { viewer { id roles person { id name email department { id name } } nextSteps { kind message }
  viewerActions { action allowed reason } counts { requestsToAnswer applicationsToDecide departmentQueue }
  applications(first: 4) { nodes { id kind state timeline(first: 20) { nodes { at action message } } } } } }"""


def _subscription(number: int) -> str:
    return f"subscription {{ departmentQueue {{ ... on QueueEvent {{ n{number}: cursor {_WIDE} }} }} }}"


# --- the followers, a process of their own ---


async def _follow() -> None:
    asked = json.loads(sys.stdin.readline())
    heard = [0, 0]
    everybody_in = asyncio.Barrier(max(1, len(asked["tokens"])))
    async with asyncio.TaskGroup() as group:
        for number, token in enumerate(asked["tokens"]):
            group.create_task(_one(asked["port"], token, number * SUBSCRIPTIONS, heard, everybody_in))
        group.create_task(_report(heard))


async def _report(heard: list[int]) -> None:
    while True:
        await asyncio.sleep(0.2)
        print(*heard, flush=True)


async def _one(port: int, token: str, first: int, heard: list[int], everybody_in: asyncio.Barrier) -> None:
    address = f"ws://127.0.0.1:{port}/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    async with connect(address, subprotocols=protocols, max_size=None, compression=None, open_timeout=60) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
        async for text in socket:
            message = str(text)
            if '"connection_ack"' in message[:40]:
                await everybody_in.wait()
                for number in range(first, first + SUBSCRIPTIONS):
                    said = {"id": str(number), "type": "subscribe", "payload": {"query": _subscription(number)}}
                    await socket.send(json.dumps(said))
                    heard[1] += 1
            heard[0] += '"next"' in message[:60]


@asynccontextmanager
async def _followers(port: int, tokens: list[str]) -> AsyncIterator[Callable[[], tuple[int, int]]]:
    """What they have heard, and how many subscriptions they have asked for."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.live.busy",
        "--follow",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | HERE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"port": port, "tokens": tokens}).encode() + b"\n")
    await process.stdin.drain()
    heard = [(0, 0)]

    async def read() -> None:
        assert process.stdout
        async for line in process.stdout:
            told, asked = line.split()
            heard[0] = int(told), int(asked)

    reading = asyncio.create_task(read())

    def both() -> tuple[int, int]:
        if process.returncode is not None:
            raise SystemExit("the followers have ended")
        return heard[0]

    try:
        yield both
    finally:
        reading.cancel()
        if process.returncode is None:
            process.terminate()
        await process.wait()


# --- what is measured ---


async def _ask(client: httpx.AsyncClient, process: Server, times: list[float], spent: list[float]) -> None:
    while True:
        began, worked = time.monotonic(), process.worked()
        answer = await client.post("/graphql", json={"query": _PAGE})
        times.append((time.monotonic() - began) * 1000)
        spent.append((process.worked() - worked) * 1000)
        assert "errors" not in answer.json(), answer.text
        await asyncio.sleep(0.05)


async def _measure(name: str, program: Program, process: Server, tokens: list[str], seconds: float) -> None:
    other = program.token(program.people[OWN][5])
    headers = {"authorization": f"Bearer {other}"}
    times: list[float] = []
    spent: list[float] = []
    async with (
        _followers(process.port, tokens) as heard,
        httpx.AsyncClient(base_url=process.address, headers=headers, timeout=120) as client,
    ):
        while heard()[1] < len(tokens) * SUBSCRIPTIONS:  # noqa: ASYNC110  # another process says so
            await asyncio.sleep(0.2)
        await asyncio.to_thread(process.settle)
        asking = asyncio.create_task(_ask(client, process, times, spent))
        end, before, events = time.monotonic() + seconds, heard()[0], 0
        while time.monotonic() < end or (not times and not asking.done()):
            await program.event(CROWD, process)
            events += 1
            await asyncio.sleep(EVERY)
        if asking.done():
            asking.result()  # why it failed
        asking.cancel()
        told = heard()[0] - before
    figures = [f"{each:>12.1f}" for measured in (times, spent) for each in _spread(measured)]
    wanted = events * len(tokens) * SUBSCRIPTIONS
    print(f"{name:<32}{len(times):>8}{''.join(figures)}{told:>10}{wanted:>10}", flush=True)


def _spread(measured: list[float]) -> tuple[float, float, float]:
    measured.sort()
    return statistics.median(measured), measured[int(len(measured) * 0.95)], measured[-1]


async def _run(settings: Settings, seconds: float, environment: dict[str, str], only: str) -> None:
    async with a_program(settings, 24) as program:
        people = program.people[CROWD]
        mixes: dict[str, list[Any]] = {
            "nobody": [],
            "1 person, 8 sockets x 25": people[-1:] * 8,
            "3 people, 8 sockets x 25 each": [each for each in people[-3:] for _ in range(8)],
            "24 people, 1 socket x 25 each": people[-24:],
        }
        for name, seats in ((name, seats) for name, seats in mixes.items() if name.startswith(only)):
            log = settings.data_directory / "server.log"
            with server(["-m", "moments", "serve"], environment, log) as process:
                await _measure(name, program, process, [program.token(each) for each in seats], seconds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live.busy", description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--only", default="", help="the mixes whose names begin with this")
    parser.add_argument("--follow", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.follow:
        asyncio.run(_follow())
        return
    os.environ.pop("MOMENTS_DATABASE_URL", None)
    head = ("median ms", "95% ms", "longest", "server ms", "95%", "longest")
    columns = "".join(f"{each:>12}" for each in head)
    print(f"{'who follows':<32}{'answers':>8}{columns}{'told':>10}{'of':>10}", flush=True)
    with TemporaryDirectory() as name, a_database(asked.database, Path(name)) as url:
        settings = Settings(mode=Mode.DEVELOPMENT, database_url=url, data_directory=Path(name))
        environment = {
            "MOMENTS_DATABASE_URL": url,
            "MOMENTS_DATA_DIRECTORY": name,
            "MOMENTS_LOG_LEVEL": "WARNING",
            "MOMENTS_MODE": "development",
        }
        asyncio.run(_run(settings, asked.seconds, environment, asked.only))


if __name__ == "__main__":
    main()
