"""The cycle's stages by the clock: all of them, in order, each once (MAT-2, MAT-8)."""

import asyncio
from datetime import date, timedelta

import pytest

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.scheduling import JobFigures
from moments.application.retry import WRITE_TRIES
from moments.application.scheduling.cycle import BEFORE_START_REASON, CycleStages, run_stage
from moments.application.scheduling.job import DueRun, Job
from moments.application.scheduling.scheduler import Scheduler
from moments.application.unit_of_work import UnitOfWork
from moments.domain.program.cycle import STAGE_ORDER, Cycle, Stage, StageState, default_dates
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId
from moments.infrastructure.matching.service import SqlMatchingService
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence.people import BOSS
from tests.infrastructure.scheduling.scenario import ADA, CHIEF, SUNDAY, SchedulerScenario, local

Q1 = Quarter(2027, 1)
DUE = default_dates(Q1, CALENDAR)
ANN, BEN = PersonId("E-ANN"), PersonId("E-BEN")


@pytest.fixture
async def town(town: SchedulerScenario) -> SchedulerScenario:
    await town.settle(ANN, BEN)
    await town.at(SUNDAY)
    return town


async def cycle_of(town: SchedulerScenario, quarter: Quarter = Q1) -> Cycle:
    async with town.new_work() as work:
        return await work.cycles.get(quarter)


async def states(town: SchedulerScenario, quarter: Quarter = Q1) -> list[StageState]:
    cycle = await cycle_of(town, quarter)
    return [cycle.stages[stage].state for stage in STAGE_ORDER]


@pytest.mark.rule("MAT-2")
async def test_each_stage_runs_when_it_is_due(town: SchedulerScenario) -> None:
    for number, stage in enumerate(STAGE_ORDER):
        await town.at(DUE[stage] - timedelta(seconds=1))
        assert (await states(town)).count(StageState.DONE) == number
        await town.at(DUE[stage])
        assert (await states(town)).count(StageState.DONE) == number + 1
    assert [job for job, _, _ in await town.runs() if job.startswith("cycle:2027Q1")] == [
        f"cycle:2027Q1:{stage.value}" for stage in STAGE_ORDER
    ]


@pytest.mark.rule("MAT-2")
async def test_the_period_is_advertised_to_every_team_member(town: SchedulerScenario) -> None:
    await town.change(BEN, left=date(2026, 12, 31))
    await town.at(DUE[Stage.ANNOUNCE])
    emails = await town.emails("period_announced")
    assert {recipient for recipient, _ in emails} == {BOSS, ADA, CHIEF, ANN}
    assert emails[0][1] == {"quarter": "2027Q1", "opens": "2027-01-04", "closes": "2027-01-19"}


async def test_before_the_end_those_are_reminded_who_have_not_applied(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.at(DUE[Stage.REMIND])
    emails = await town.emails("period_ending")
    assert {recipient for recipient, _ in emails} == {BOSS, ADA, CHIEF, BEN}
    assert emails[0][1] == {"quarter": "2027Q1", "closes": "2027-01-19"}


@pytest.mark.rule("MAT-2")
async def test_after_an_outage_all_stages_run_in_order(town: SchedulerScenario) -> None:
    await town.at(DUE[Stage.SUGGEST] + timedelta(days=3))
    assert await states(town) == [StageState.DONE] * 6
    async with town.database.reading() as connection:
        from sqlalchemy import text

        rows = await connection.execute(text("SELECT type FROM events WHERE subject = '2027Q1' ORDER BY id"))
        assert [row.type for row in rows] == [
            *("period.announced", "period.opened", "period.end_announced", "period.closed"),
            *("matching.ran", "lists.sent"),
        ]


async def test_what_was_due_before_the_clock_began_is_skipped_and_says_so(town: SchedulerScenario) -> None:
    cycle = await cycle_of(town, Quarter(2026, 4))
    assert [each.state for each in cycle.stages.values()] == [StageState.SKIPPED] * 6
    assert {each.reason for each in cycle.stages.values()} == {BEFORE_START_REASON}
    assert await town.emails() == []


@pytest.mark.rule("MAT-2")
async def test_a_stage_that_was_moved_runs_at_its_new_time(town: SchedulerScenario) -> None:
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


async def test_a_stage_of_the_next_quarter_may_be_moved_into_this_one(town: SchedulerScenario) -> None:
    december = local(date(2026, 12, 28))
    async with town.new_work() as work:
        cycle = await work.cycles.get(Q1)
        cycle.move({Stage.ANNOUNCE: december}, by=BOSS, at=SUNDAY)
        await work.cycles.save(cycle)
        await work.commit()
    await town.at(december)
    assert (await states(town))[0] is StageState.DONE


@pytest.mark.rule("MAT-8")
async def test_of_several_workers_one_does_it(town: SchedulerScenario) -> None:
    town.clock.at = DUE[Stage.SUGGEST]
    await asyncio.gather(*(town.worker().run_due_jobs() for _ in range(6)))
    assert len(await town.emails("period_announced")) == 5
    assert len([job for job, _, _ in await town.runs() if job.startswith("cycle:2027Q1")]) == 6


@pytest.mark.rule("MAT-8")
async def test_the_office_and_the_clock_do_a_stage_once_between_them(town: SchedulerScenario) -> None:
    async def by_hand() -> str:
        from moments.application.ports.errors import ConcurrentUpdate
        from moments.domain.program.cycle import StageAlreadyDone

        async with town.new_work() as work:
            try:
                await run_stage(work, await work.cycles.get(Q1), Stage.ANNOUNCE, by=BOSS, at=town.clock.at)
                await work.commit()
            except (StageAlreadyDone, ConcurrentUpdate) as refused:
                return type(refused).__name__
            return "done"

    town.clock.at = DUE[Stage.ANNOUNCE]
    _, answer = await asyncio.gather(town.worker().run_due_jobs(), by_hand())
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

    async def due(self, work: UnitOfWork, now: object) -> DueRun | None:
        self.tried += 1
        raise self._error("no luck")

    async def next_due(self, work: UnitOfWork, now: object) -> None:
        raise AssertionError

    async def run(self, work: UnitOfWork, due: DueRun, now: object) -> JobFigures:
        raise AssertionError

    def next_check(self, now: object) -> None:
        return None


async def test_a_job_that_fails_keeps_no_other_from_its_turn_and_is_tried_again_after_a_pause(
    town: SchedulerScenario,
) -> None:
    failing = Failing()
    worker = Scheduler(town.new_work, town.clock, (failing, *town.jobs))
    town.clock.at = DUE[Stage.ANNOUNCE]
    await worker.run_due_jobs()
    assert (await states(town))[0] is StageState.DONE
    await worker.run_due_jobs()
    assert failing.tried == 1
    town.clock.at += timedelta(seconds=3)
    await worker.run_due_jobs()
    assert failing.tried == 2


async def test_a_job_that_fails_for_days_ends_no_worker(town: SchedulerScenario) -> None:
    failing = Failing()
    worker = Scheduler(town.new_work, town.clock, (failing,))
    for _ in range(80):
        town.clock.at += timedelta(minutes=5)
        await worker.run_due_jobs()
    assert failing.tried == 80


async def test_a_job_that_others_are_always_ahead_of_is_left_for_a_while(town: SchedulerScenario) -> None:
    failing = Failing(ConcurrentUpdate)
    await Scheduler(town.new_work, town.clock, (failing,)).run_due_jobs()
    assert failing.tried == WRITE_TRIES


async def test_a_worker_looks_again_soon_for_what_the_calendar_does_not_say(town: SchedulerScenario) -> None:
    worker = Scheduler(town.new_work, town.clock, (CycleStages(SqlMatchingService(town.database)),))
    assert await worker.run_due_jobs() - town.clock.at <= timedelta(seconds=15)
