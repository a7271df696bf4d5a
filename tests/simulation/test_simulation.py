"""The short form: a few seeds, each a busy year. `make soak` plays 200 seeds of five years and prints the figures."""

import os
from pathlib import Path

import pytest

from tests.conftest import DatabasesOf
from tests.databases import Databases
from tests.simulation.invariants import NAMES
from tests.simulation.running import Runner, report

SEEDS, STEPS = (101, 102, 103, 104), 220
SOAK_SEEDS = int(os.environ.get("MOMENTS_SIMULATION_SEEDS", "200"))
SOAK_STEPS, SOAK_YEARS = 700, 5.0
RULES = sorted({rule for rules in NAMES.values() for rule in rules})


@pytest.mark.rule(*RULES)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_year_breaks_no_rule(seed: int, fast_databases: Databases, folder: Path) -> None:
    told: list[str] = []
    figures = await Runner(fast_databases, folder, STEPS, 1.0).run([seed], say=told.append)
    assert not figures.failures, "\n".join(told)
    assert figures.steps == STEPS
    assert figures.taken > STEPS / 4, "people do too little for this to mean much"
    assert figures.refused > 0
    assert figures.letters > 0


@pytest.mark.long
@pytest.mark.rule(*RULES)
async def test_half_a_year_on_postgresql(databases_of: DatabasesOf, folder: Path) -> None:
    told: list[str] = []
    figures = await Runner(databases_of("postgresql"), folder, STEPS, 0.5).run([105], say=told.append)
    assert not figures.failures, "\n".join(told)


async def test_a_seed_is_played_alike_each_time(fast_databases: Databases, folder: Path) -> None:
    runner = Runner(fast_databases, folder, 60, 0.5)
    first, second = [await runner.steps_of(106) for _ in range(2)]
    assert first == second
    assert len(first) == 60


@pytest.mark.long
@pytest.mark.soak
@pytest.mark.rule(*RULES)
async def test_many_seeds_of_five_years(fast_databases: Databases, folder: Path) -> None:
    runner = Runner(fast_databases, folder, SOAK_STEPS, SOAK_YEARS)
    figures = await runner.run(range(1, SOAK_SEEDS + 1), say=print)
    print(report(figures))
    assert not figures.failures
