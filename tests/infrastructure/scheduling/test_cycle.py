"""The cycle's stages by the clock: all of them, in order, each once (MAT-2, MAT-8)."""

import asyncio
from datetime import date, timedelta

import pytest

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.scheduling import JobFigures
from moments.application.retry import WRITE_TRIES
from moments.application.scheduling.cycle import TOO_LATE, CycleStages, carry_out
from moments.application.scheduling.job import Due, Job
from moments.application.scheduling.scheduler import Clockwork
from moments.application.unit_of_work import UnitOfWork
from moments.domain.program.cycle import ORDER, Cycle, Stage, StageState, usual_dates
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId
from moments.infrastructure.matching.service import SqlReckoning
from tests.infrastructure.persistence.people import BOSS
from tests.infrastructure.scheduling.scenario import ADA, CHIEF, SUNDAY, Town, local

Q1 = Quarter(2027, 1)
DUE = usual_dates(Q1)
ANN, BEN = PersonId("E-ANN"), PersonId("E-BEN")


@pytest.fixture
async def town(town: Town) -> Town:
    await town.settle(ANN, BEN)
    await town.at(SUNDAY)
    return town


async def cycle_of(town: Town, quarter: Quarter = Q1) -> Cycle:
    async with town.new_work() as work:
        return await work.cycles.get(quarter)


async def states(town: Town, quarter: Quarter = Q1) -> list[StageState]:
    cycle = await cycle_of(town, quarter)
    return [cycle.stages[stage].state for stage in ORDER]


@pytest.mark.rule("MAT-2")
async def test_each_stage_runs_when_it_is_due(town: Town) -> None:
    for number, stage in enumerate(ORDER):
        await town.at(DUE[stage] - timedelta(seconds=1))
        assert (await states(town)).count(StageState.DONE) == number
        await town.at(DUE[stage])
        assert (await states(town)).count(StageState.DONE) == number + 1
    assert [job for job, _, _ in await town.runs() if job.startswith("cycle:2027Q1")] == [
        f"cycle:2027Q1:{stage.value}" for stage in ORDER
    ]


@pytest.mark.rule("MAT-2")
async def test_the_period_is_advertised_to_every_team_member(town: Town) -> None:
    await town.change(BEN, left=date(2026, 12, 31))
    await town.at(DUE[Stage.ANNOUNCE])
    letters = await town.letters("period_announced")
    assert {recipient for recipient, _ in letters} == {BOSS, ADA, CHIEF, ANN}
    assert letters[0][1] == {"quarter": "2027Q1", "opens": "2027-01-04", "closes": "2027-01-18"}


async def test_before_the_end_those_are_reminded_who_have_not_applied(town: Town) -> None:
    await town.apply(ANN, SUNDAY)
    await town.at(DUE[Stage.REMIND])
    letters = await town.letters("period_ending")
    assert {recipient for recipient, _ in letters} == {BOSS, ADA, CHIEF, BEN}
    assert letters[0][1] == {"quarter": "2027Q1", "closes": "2027-01-18"}


@pytest.mark.rule("MAT-2")
async def test_after_an_outage_all_stages_run_in_order(town: Town) -> None:
    await town.at(DUE[Stage.SUGGEST] + timedelta(days=3))
    assert await states(town) == [StageState.DONE] * 6
    async with town.database.reading() as connection:
        from sqlalchemy import text

        rows = await connection.execute(text("SELECT type FROM events WHERE subject = '2027Q1' ORDER BY id"))
        assert [row.type for row in rows] == [
            *("period.announced", "period.opened", "period.end_announced", "period.closed"),
            *("matching.ran", "lists.sent"),
        ]


async def test_what_was_due_before_the_clock_began_is_skipped_and_says_so(town: Town) -> None:
    cycle = await cycle_of(town, Quarter(2026, 4))
    assert [each.state for each in cycle.stages.values()] == [StageState.SKIPPED] * 6
    assert {each.reason for each in cycle.stages.values()} == {TOO_LATE}
    assert await town.letters() == []


@pytest.mark.rule("MAT-2")
async def test_a_stage_that_was_moved_runs_at_its_new_time(town: Town) -> None:
    later = DUE[Stage.OPEN] + timedelta(hours=5)
    async with town.new_work() as work:
        cycle = await work.cycles.get(Q1)
        cycle.move({Stage.OPEN: later}, by=BOSS, at=SUNDAY)
        await work.cycles.save(cycle)
        await work.commit()
    await town.at(later - timedelta(minutes=1))
    assert (await states(town))[1] is StageState.PLANNED
    await town.at(later)
    assert (await states(town))[1] is StageState.DONE


async def test_a_stage_of_the_next_quarter_may_be_moved_into_this_one(town: Town) -> None:
    december = local(date(2026, 12, 28))
    async with town.new_work() as work:
        cycle = await work.cycles.get(Q1)
        cycle.move({Stage.ANNOUNCE: december}, by=BOSS, at=SUNDAY)
        await work.cycles.save(cycle)
        await work.commit()
    await town.at(december)
    assert (await states(town))[0] is StageState.DONE


@pytest.mark.rule("MAT-8")
async def test_of_several_workers_one_does_it(town: Town) -> None:
    town.clock.at = DUE[Stage.SUGGEST]
    await asyncio.gather(*(town.worker().tick() for _ in range(6)))
    assert len(await town.letters("period_announced")) == 5
    assert len([job for job, _, _ in await town.runs() if job.startswith("cycle:2027Q1")]) == 6


@pytest.mark.rule("MAT-8")
async def test_the_office_and_the_clock_do_a_stage_once_between_them(town: Town) -> None:
    async def by_hand() -> str:
        from moments.application.ports.errors import ConcurrentUpdate
        from moments.domain.program.cycle import StageIsOver

        async with town.new_work() as work:
            try:
                await carry_out(work, await work.cycles.get(Q1), Stage.ANNOUNCE, by=BOSS, at=town.clock.at)
                await work.commit()
            except (StageIsOver, ConcurrentUpdate) as refused:
                return type(refused).__name__
            return "done"

    town.clock.at = DUE[Stage.ANNOUNCE]
    _, answer = await asyncio.gather(town.worker().tick(), by_hand())
    runs = [job for job, _, _ in await town.runs() if job == "cycle:2027Q1:announce"]
    assert len(runs) == (0 if answer == "done" else 1)
    async with town.database.reading() as connection:
        from sqlalchemy import text

        rows = await connection.execute(text("SELECT count(*) FROM events WHERE type = 'period.announced'"))
        assert rows.scalar_one() == 1


class Failing(Job):
    name, what = "failing", "Fails"

    def __init__(self, error: type[Exception] = RuntimeError) -> None:
        self.tried, self._error = 0, error

    async def due(self, work: UnitOfWork, now: object) -> Due | None:
        self.tried += 1
        raise self._error("no luck")

    async def ahead(self, work: UnitOfWork, now: object) -> None:
        raise AssertionError

    async def run(self, work: UnitOfWork, due: Due, now: object) -> JobFigures:
        raise AssertionError

    def wakes(self, now: object) -> None:
        return None


async def test_a_job_that_fails_keeps_no_other_from_its_turn_and_is_tried_again_after_a_pause(town: Town) -> None:
    failing = Failing()
    worker = Clockwork(town.new_work, town.clock, (failing, *town.jobs))
    town.clock.at = DUE[Stage.ANNOUNCE]
    await worker.tick()
    assert (await states(town))[0] is StageState.DONE
    await worker.tick()
    assert failing.tried == 1
    town.clock.at += timedelta(seconds=3)
    await worker.tick()
    assert failing.tried == 2


async def test_a_job_that_fails_for_days_ends_no_worker(town: Town) -> None:
    failing = Failing()
    worker = Clockwork(town.new_work, town.clock, (failing,))
    for _ in range(80):
        town.clock.at += timedelta(minutes=5)
        await worker.tick()
    assert failing.tried == 80


async def test_a_job_that_others_are_always_ahead_of_is_left_for_a_while(town: Town) -> None:
    failing = Failing(ConcurrentUpdate)
    await Clockwork(town.new_work, town.clock, (failing,)).tick()
    assert failing.tried == WRITE_TRIES


async def test_a_worker_looks_again_soon_for_what_the_calendar_does_not_say(town: Town) -> None:
    worker = Clockwork(town.new_work, town.clock, (CycleStages(SqlReckoning(town.database)),))
    assert await worker.tick() - town.clock.at <= timedelta(seconds=15)
