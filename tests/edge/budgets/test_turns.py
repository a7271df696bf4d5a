"""Who has the next turn, counted in turns."""

import asyncio
from collections.abc import Hashable

import pytest

from moments.edge.budgets.turns import Turns


class Work:
    """Turns that end when the test says so."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.begun: list[Hashable] = []
        self._ends: list[tuple[Hashable, asyncio.Event]] = []
        self.tasks: list[asyncio.Task[None]] = []

    def ask(self, lane: Hashable, times: int = 1) -> None:
        self.tasks += [asyncio.create_task(self._one(lane)) for _ in range(times)]

    async def _one(self, lane: Hashable) -> None:
        async with self.turns.turn(lane):
            self.begun.append(lane)
            end = asyncio.Event()
            self._ends.append((lane, end))
            await end.wait()

    async def end_one(self) -> None:
        self._ends.pop(0)[1].set()
        await settle()

    def running(self) -> int:
        return len(self._ends)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def work() -> Work:
    return Work(Turns(at_a_time=2, in_lane=1))


async def test_who_asks_for_one_waits_for_one_turn_of_each_other(work: Work) -> None:
    work.ask("hog", 500)
    work.ask("other hog", 500)
    await settle()
    work.ask("ann")
    await settle()
    assert work.begun == ["hog", "other hog"]
    await work.end_one()
    assert work.begun[2:] == ["ann"], "not behind the 998 that were asked for before"
    for task in work.tasks:
        task.cancel()
    await asyncio.gather(*work.tasks, return_exceptions=True)


async def test_a_lane_has_no_more_turns_at_a_time_than_it_may(work: Work) -> None:
    work.ask("hog", 5)
    await settle()
    assert work.running() == 1
    for _ in range(5):
        await work.end_one()
    assert work.begun == ["hog"] * 5
    await asyncio.gather(*work.tasks)


async def test_lanes_take_turns(work: Work) -> None:
    for lane in "abc":
        work.ask(lane, 3)
    await settle()
    while work.running():
        await work.end_one()
    assert work.begun == list("abcabcabc")


@pytest.mark.parametrize("when", ["waiting", "given"])
async def test_who_goes_away_holds_nothing(work: Work, when: str) -> None:
    work.ask("a")
    work.ask("b")
    work.ask("c")
    work.ask("d")
    await settle()
    gone = work.tasks[2]
    if when == "given":
        work._ends.pop(0)[1].set()
        await asyncio.sleep(0)  # its turn is given, and it does not know it yet
    gone.cancel()
    await settle()
    while work.running():
        await work.end_one()
    await asyncio.gather(*work.tasks, return_exceptions=True)
    assert sorted(map(str, work.begun)) in (["a", "b", "d"], ["a", "b", "c", "d"])
    assert (work.turns._total, dict(work.turns._taken), work.turns._waiting) == (0, {}, {})
