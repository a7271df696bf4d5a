"""`python -m tests.simulation --seed 17 --until 412`: one seed, or `--seeds 200`; prints what fails, made short."""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("MOMENTS_MODE", "development")

from moments.infrastructure.persistence.migrate import upgrade
from tests.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.simulation.planted import PLANTED, Planted
from tests.simulation.running import Runner, look_for, report, table_of
from tests.simulation.simulation import Failure


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="how many")
    parser.add_argument("--steps", type=int, default=700, help="of each seed")
    parser.add_argument("--until", type=int, help="the last step to take; with the seed's other figures, the same ones")
    parser.add_argument("--years", type=float, default=5.0)
    parser.add_argument("--whole", action="store_true", help="do not make a failing list shorter")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument(
        "--planted", nargs="?", const="", help="faults put in on purpose; those whose name has this in it"
    )
    given = parser.parse_args(arguments)
    memory = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="moments-simulation-", dir=memory))
    databases: Databases = PostgresDatabases(upgrade) if given.postgresql else SqliteDatabases(folder, upgrade)
    try:
        runner = Runner(databases, folder, given.steps, given.years, shorten=not given.whole, until=given.until)
        if given.planted is not None:
            return _planted(runner, given.planted, range(given.seed, given.seed + given.seeds))
        figures = asyncio.run(runner.run(range(given.seed, given.seed + given.seeds), say=partial(print, flush=True)))
        print(report(figures))
        return 1 if figures.failures else 0
    finally:
        databases.close()
        shutil.rmtree(folder, ignore_errors=True)


def _planted(runner: Runner, named: str, seeds: Sequence[int]) -> int:
    chosen = [each for each in PLANTED if any(part in each.name for part in named.split(","))]
    found: dict[Planted, Mapping[int, Failure | None]] = {}
    for each in chosen:
        found[each] = asyncio.run(look_for(each, runner, seeds))
        print(f"{each}: found in {sum(map(bool, found[each].values()))} of {len(seeds)} seeds", flush=True)
    print(table_of(found))
    return 0 if all(any(by_seed.values()) for by_seed in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
