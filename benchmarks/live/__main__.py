"""`python -m benchmarks.live`: what README.md says under "Live"."""

import argparse
import asyncio
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.live.crowd import Seat
from benchmarks.live.database import a_database
from benchmarks.live.measure import Event, Figures, measure
from benchmarks.live.process import Server, server
from benchmarks.live.program import CROWD, FEW, OWN, QUEUE, Program, a_program
from moments.domain.shared.ids import DepartmentCode
from moments.infrastructure.settings import Mode, Settings

_QUEUE = """cursor occurredAt change applicationId inQueue actor { name } inLieu ground
  application { id state applicant { name } supervisor { person { email } } decision { outcome ground } }"""
_SELECTIONS = {
    "departmentQueue": f"... on QueueEvent {{ {_QUEUE} }}",
    "approvalQueue": f"... on QueueEvent {{ {_QUEUE} }}",
    "myProgram": "... on MyProgramEvent { cursor action actor { name } message application { id state } }",
    "program": "... on ProgramEvent { cursor action message counts { applicationsWaiting participants } }",
}
_STOCK = "stock strawberry, one queue"
_STOCK_QUEUE = """cursor occurredAt change applicationId inQueue actorName inLieu ground
  application { id state applicant { name } supervisor { email } decision { outcome ground } }"""


def _query(stream: str) -> str:
    return f"subscription {{ {stream} {{ __typename {_SELECTIONS[stream]} ... on Lagged {{ cursor }} }} }}"


def _mixes(program: Program, followers: int) -> dict[str, tuple[DepartmentCode, list[Seat], int]]:
    """By what they are called: the department of the events, the seats, and how many of them hear of each event."""
    token, people = program.token, program.people
    supervisor = token(people[QUEUE][-1])
    one = [Seat(supervisor, _query("departmentQueue"))] * followers
    many = [Seat(token(each), _query("departmentQueue")) for each in people[CROWD][-followers:]]
    few = [Seat(token(each), _query("departmentQueue")) for each in people[OWN][-FEW:]]
    few += [Seat(token(people[QUEUE][0]), _query("program"))] * FEW
    few += [Seat(token(each), _query("approvalQueue")) for each in program.supervisors[OWN][: followers // 2]]
    own = few + [Seat(token(each), _query("myProgram")) for each in people[OWN][: followers - len(few)]]
    return {
        "one person's queue": (QUEUE, one, followers),
        "one queue, each another person": (CROWD, many, followers),
        "each their own": (OWN, own, FEW + FEW + 2 + 1),
    }


async def _ours(kind: str, settings: Settings, followers: int, events: int) -> list[Figures]:
    environment = {
        "MOMENTS_MODE": "development",
        "MOMENTS_DATABASE_URL": settings.database_url,
        "MOMENTS_DATA_DIRECTORY": str(settings.data_directory),
        "MOMENTS_LOG_LEVEL": "WARNING",
        **dict.fromkeys(("MOMENTS_PERSON_SOCKETS", "MOMENTS_PERSON_SUBSCRIPTIONS"), "100000"),
        **dict.fromkeys(("MOMENTS_PERSON_COST_PER_MINUTE", "MOMENTS_TOTAL_COST_PER_MINUTE"), "100000000"),
        **dict.fromkeys(("MOMENTS_PERSON_MUTATIONS_PER_MINUTE", "MOMENTS_TOTAL_MUTATIONS_PER_MINUTE"), "100000"),
    }
    figures: list[Figures] = []
    async with a_program(settings, followers) as program:
        for name, (department, seats, told) in _mixes(program, followers).items():
            with server(["-m", "moments", "serve"], environment, settings.data_directory / "server.log") as process:
                event = _event(program, department, process)
                figures.append(await measure(f"{kind}, {name}", process, seats, told, event, events))
                print(_line(figures[-1]), flush=True)
    return figures


def _event(program: Program, department: DepartmentCode, process: Server) -> Event:
    return lambda: program.event(department, process)


async def _stock(folder: Path, followers: int, events: int) -> Figures:
    query = f"subscription {{ departmentQueue {{ __typename {_STOCK_QUEUE} }} }}"
    with server(["-m", "benchmarks.live.strawberry_defaults"], {}, folder / "stock.log") as process:
        async with httpx.AsyncClient() as client:

            async def event() -> float:
                began = time.monotonic()
                (await client.post(f"{process.address}/publish")).raise_for_status()
                return began

            return await measure(_STOCK, process, [Seat(None, query)] * followers, followers, event, events)


_COLUMNS = ("followers", "told", "median ms", "p99 ms", "us/delivery", "client us", "KiB each")
_HEAD = f"{'mix':<44}" + "".join(f"{each:>12}" for each in _COLUMNS)


def _line(each: Figures) -> str:
    figures = (each.median, each.late, each.server, each.client, each.memory)
    return f"{each.name:<44}{each.followers:>12}{each.told:>12}" + "".join(f"{figure:>12.1f}" for figure in figures)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    parser.add_argument("--followers", type=int, default=1000)
    parser.add_argument("--events", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    asked = parser.parse_args()
    os.environ.pop("MOMENTS_DATABASE_URL", None)
    kinds = ("postgresql", "sqlite") if asked.database == "both" else (asked.database,)
    print(_HEAD, flush=True)
    with TemporaryDirectory() as name:
        stock = asyncio.run(_stock(Path(name), asked.followers, asked.events))
    print(_line(stock), flush=True)
    for kind in kinds:
        with TemporaryDirectory() as name, a_database(kind, Path(name)) as url:
            settings = Settings(mode=Mode.DEVELOPMENT, database_url=url, data_directory=Path(name))
            figures = asyncio.run(_ours(kind, settings, asked.followers, asked.events))
        for each in figures[:2]:
            ratio = stock.server / each.server
            print(f"  {each.name}: {ratio:.1f} times as many deliveries a processor as stock, {_memory(stock, each)}")


def _memory(stock: Figures, each: Figures) -> str:
    return f"{stock.memory / each.memory:.1f} times the followers in the same memory" if each.memory > 0 else ""


if __name__ == "__main__":
    main()
