"""Each invariant can fail: faults that are planted are found, made short, and found again in what is left."""

import re
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.simulation.invariants import NAMES
from tests.simulation.planted import PLANTED, Planted
from tests.simulation.running import Runner, look_for, table_of
from tests.simulation.simulation import Figures, Step

SEEDS, STEPS, YEARS = range(1, 9), 300, 1.2
QUICK = "an approval is written twice"
FOUND_SOON = {
    QUICK,
    "counts are one more",
    "everybody sees every application",
}
"""Found by the first seed; the others, which take longer, are planted by `make soak`."""


def named(name: str) -> Planted:
    return next(each for each in PLANTED if each.name == name)


@pytest.mark.long
@pytest.mark.parametrize(
    "planted",
    [pytest.param(each, marks=() if each.name in FOUND_SOON else pytest.mark.soak, id=each.name) for each in PLANTED],
)
async def test_a_planted_fault_is_found(planted: Planted, fast_databases: Databases, folder: Path) -> None:
    runner = Runner(fast_databases, folder, STEPS, YEARS, shorten=False)
    for seed in SEEDS:
        with planted.plant():
            if (failure := await runner.play(seed, Figures())) is not None:
                assert failure.name in planted.found_by, failure.what
                return
    pytest.fail(f"not found by the seeds {list(SEEDS)}")


async def test_a_failure_is_made_short_and_told(fast_databases: Databases, folder: Path) -> None:
    told: list[str] = []
    with named(QUICK).plant():
        figures = await Runner(fast_databases, folder, 120, 0.4).run([1], say=told.append)
    (failure,) = figures.failures
    assert failure.name == "each letter is there once"
    (text,) = told
    assert f"python -m tests.simulation --seed 1 --steps 120 --years 0.4 --until {failure.step}" in text
    enough = re.search(rf"(\d+) of {len(failure.steps)} steps are enough", text)
    assert enough
    assert 3 <= int(enough[1]) <= 6, "begun, submitted, approved, and who else was needed"


@pytest.mark.long
async def test_what_is_made_short_fails_alike(fast_databases: Databases, folder: Path) -> None:
    runner = Runner(fast_databases, folder, 120, 0.4)
    with named(QUICK).plant():
        failure = await runner.play(1, Figures())
        assert failure is not None
        left: list[Step] = await runner.shortened(failure)
        assert await runner.fails(failure, left)
    assert not await runner.fails(failure, left), "without the fault nothing fails"


def test_each_invariant_has_a_fault_that_breaks_it() -> None:
    broken = {name for planted in PLANTED for name in planted.found_by}
    assert not broken - NAMES.keys()
    assert NAMES.keys() - broken == set(UNBROKEN)


UNBROKEN = ("a pair has one request or mentorship",)
"""The database's constraint is before it: "nothing stands between two" breaks an action."""


@pytest.mark.long
@pytest.mark.soak
async def test_how_many_seeds_find_each_planted_fault(fast_databases: Databases, folder: Path) -> None:
    runner = Runner(fast_databases, folder, STEPS, YEARS, shorten=False)
    found = {planted: await look_for(planted, runner, SEEDS) for planted in PLANTED}
    print(table_of(found))
    assert all(any(by_seed.values()) for by_seed in found.values())
