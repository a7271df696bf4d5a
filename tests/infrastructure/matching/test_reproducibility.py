"""One run a quarter however many processes try, and the same lists whatever the order of the rows (MAT-8)."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select

from moments.domain.matching.run_parameters import RunParameters
from moments.domain.program.cycle import Stage
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, RunId, SkillId
from moments.infrastructure.matching.computation import Task, work
from moments.infrastructure.matching.market_query import read_inputs
from moments.infrastructure.matching.run_executor import RunExecutor, WorkFailed
from moments.infrastructure.matching.serialization import record_of
from moments.infrastructure.matching.verification import repeat
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.tables import job_runs, matching_runs, metadata
from tests.application.fakes.memory import handbook_skills
from tests.infrastructure.matching.scenario import DUE, MENTEE, MENTOR, MatchingScenario

ROOT = Path(__file__).parents[3]
MENTORS = [PersonId(f"E-MENTOR{number:02}") for number in range(14)]
MENTEES = [PersonId(f"E-MENTEE{number:02}") for number in range(30)]


async def settle_many(town: MatchingScenario) -> None:
    """People of all sorts, some of whom have mentors already."""
    random = Random(8)
    catalog = sorted(handbook_skills())

    def some() -> RankedSkills:
        chosen = random.sample(catalog, random.randint(3, 6))
        career = tuple(SkillId(each) for each in chosen if each.startswith("career"))
        return RankedSkills(career, tuple(SkillId(each) for each in chosen if each.startswith("soft")))

    for mentor in MENTORS:
        await town.admit(mentor, kind=MENTOR, skills=some())
    for mentee in MENTEES:
        await town.admit(mentee, kind=MENTEE, skills=some())
    for mentor, mentee in zip(MENTORS[:5], MENTEES, strict=False):
        await town.mentorship(mentor, mentee)
    await town.decline(await town.request(MENTORS[7], MENTEES[7], town.clock.at))
    await town.participant(MENTORS[9], available=False)


async def in_another_order(source: Database, target: Database, seed: int) -> None:
    """Every row of every table, so that each lies elsewhere on the disk."""
    async with source.reading() as reading, target.writing() as writing:
        for table in metadata.sorted_tables:
            await writing.execute(table.delete())
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in await reading.execute(select(table))]
            if rows:
                await writing.execute(insert(table), Random(seed).sample(rows, len(rows)))
        await writing.commit()


@pytest.mark.rule("MAT-8")
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_the_order_of_the_rows_changes_nothing(
    database_url: str, new_database: Callable[[str], str], engine: str
) -> None:
    """From one database to the other, too."""
    from tests.infrastructure.matching.scenario import a_town

    async with a_town(database_url) as town:
        await settle_many(town)
        await town.quarter()
        (run,) = await town.rows(matching_runs)
        other = open_database(new_database(engine))
        try:
            await in_another_order(town.database, other, seed=1)
            async with other.reading() as connection:
                inputs = record_of(await read_inputs(connection, run.made_at))
            assert inputs == run.inputs
            assert await repeat(other, run.id) == []
        finally:
            await other.close()


@pytest.mark.rule("MAT-8")
async def test_a_process_of_its_own_makes_what_a_thread_does(town: MatchingScenario) -> None:
    await settle_many(town)
    inputs = record_of(await town.inputs())
    task = Task(inputs, RunParameters(), "seed")
    whole = Task(inputs, RunParameters(), "seed", RunId("r-1"))
    assert await RunExecutor(small=0)(task) == work(task)
    assert await RunExecutor(small=0)(whole) == work(whole)


async def test_a_process_that_is_not_waited_for_any_more_is_ended(
    town: MatchingScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
    begin = asyncio.create_subprocess_exec

    async def told(*command: str, **pipes: Any) -> Process:
        begun.set_result(await begin(*command, **pipes))
        return begun.result()

    monkeypatch.setattr(asyncio, "create_subprocess_exec", told)
    await settle_many(town)
    task = Task(record_of(await town.inputs()), RunParameters(), "seed")
    working = asyncio.create_task(RunExecutor(small=0)(task))
    process = await begun
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert process.returncode == -signal.SIGKILL


async def test_a_process_that_fails_says_so() -> None:
    with pytest.raises(WorkFailed):
        await RunExecutor(small=0)(Task(b"no inputs", RunParameters(), "seed"))


async def _rival(url: str, what: str) -> Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.infrastructure.matching.other_process", url, what),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.rule("MAT-8")
@pytest.mark.parametrize("second", [pytest.param("clock", marks=pytest.mark.soak), "hand"])
@pytest.mark.long
async def test_of_two_processes_that_race_for_the_quarter_one_wins(
    town: MatchingScenario, database_url: str, second: str
) -> None:
    await settle_many(town)
    await town.at(DUE[Stage.CLOSE])
    rivals = [await _rival(database_url, what) for what in ("hand", second)]
    told = await asyncio.gather(*(rival.communicate(b"go\n") for rival in rivals))
    answers = [answer.decode().strip() for answer, _ in told]
    assert [rival.returncode for rival in rivals] == [0, 0]
    (run,) = await town.rows(matching_runs)
    assert len(await town.happened("matching.ran")) == 1
    by_clock = [row.job for row in await town.rows(job_runs) if row.job == "cycle:2027Q1:match"]
    by_hand = [answer for answer in answers if answer not in ("over", "ticked")]
    assert by_hand in ([], [run.id])
    assert len(by_clock) + len(by_hand) == 1
    assert await repeat(town.database, run.id) == []
