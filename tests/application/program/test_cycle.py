"""The office runs the stages of the quarterly cycle; a matching that would be refused is not worked out."""

import pytest

from moments.application.ports.errors import ConcurrentUpdate, NotFound
from moments.application.program.cycle import RunStage, RunStageCommand
from moments.application.program.run_matching import RunMatching
from moments.application.scheduling.cycle import CycleStages, run_stage
from moments.application.scheduling.job import DueRun
from moments.domain.program.cycle import (
    STAGE_ORDER,
    EarlierStagePending,
    MatchingSkipped,
    OutsideFirstMonth,
    Stage,
    StageAlreadyDone,
    StageState,
    default_dates,
)
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId
from tests.application.fakes import FakeUnitOfWork
from tests.application.fakes.matching_service import a_run_record
from tests.application.scenario import OLA, RUN, ZOE, OvertakenUnitOfWork, Program
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence.people import ANN, BEN, MIA, NOW

Q4 = Quarter(2026, 4)
DUE = default_dates(Q4, CALENDAR)


@pytest.fixture
def program(program: Program) -> Program:
    program.matching_service.record = a_run_record(RUN, {ANN: (MIA,), BEN: (MIA,)})
    return program


async def settle_before(program: Program, stage: Stage) -> None:
    """The stages before it are skipped."""
    async with program.new_work() as work:
        cycle = await work.cycles.get(Q4)
        for each in STAGE_ORDER[: STAGE_ORDER.index(stage)]:
            cycle.skip(each, "Not in this test", by=OLA, at=NOW)
        await work.cycles.save(cycle)
        await work.commit()


async def run(program: Program, stage: Stage, by: PersonId = OLA, *, at_another_time: bool = True) -> str:
    return await program.match(RunStage, RunStageCommand(Q4, stage, outside_first_month=at_another_time), by)


async def state_of(program: Program, stage: Stage) -> StageState:
    async with program.new_work() as work:
        return (await work.cycles.get(Q4)).stages[stage].state


@pytest.mark.rule("MAT-2")
async def test_a_matching_by_hand_is_worked_out_once_and_written_down(program: Program) -> None:
    await settle_before(program, Stage.MATCH)

    assert await run(program, Stage.MATCH) == Q4.name

    assert program.matching_service.asked == ["run"]
    assert await state_of(program, Stage.MATCH) is StageState.DONE
    assert list(program.memory.state.runs) == [RUN]
    assert program.events[-1] == "MatchingRan"


@pytest.mark.rule("MAT-2")
async def test_a_matching_that_is_refused_is_not_worked_out(program: Program) -> None:
    with pytest.raises(EarlierStagePending):
        await run(program, Stage.MATCH)
    await settle_before(program, Stage.MATCH)
    with pytest.raises(OutsideFirstMonth):
        await run(program, Stage.MATCH, at_another_time=False)
    with pytest.raises(NotFound):
        await run(program, Stage.MATCH, ZOE)

    assert program.matching_service.asked == []


@pytest.mark.rule("MAT-4")
async def test_the_lists_are_sent_to_every_mentee_of_the_run(program: Program) -> None:
    await settle_before(program, Stage.MATCH)
    await run(program, Stage.MATCH)

    await run(program, Stage.SUGGEST)

    assert program.emails[-2:] == [f"suggestions_arrived:{RUN}:{ANN}", f"suggestions_arrived:{RUN}:{BEN}"]


@pytest.mark.rule("MAT-2")
async def test_there_are_no_lists_to_send_without_a_run(program: Program) -> None:
    await settle_before(program, Stage.MATCH)
    async with program.new_work() as work:
        cycle = await work.cycles.get(Q4)
        cycle.run(Stage.MATCH, by=None, at=NOW, facts={"run": RUN, "mentees": 0, "mentors": 0, "matched": 0,
                                                       "matched_at_most": 0, "suggestions": 0})  # fmt: skip
        await work.cycles.save(cycle)
        await work.commit()

    with pytest.raises(MatchingSkipped):
        await run(program, Stage.SUGGEST)

    assert await state_of(program, Stage.SUGGEST) is StageState.PLANNED


async def test_a_matching_whose_hindrance_is_gone_by_now_is_tried_again(program: Program) -> None:
    """It was not worked out, as something stood against it a moment ago."""
    await settle_before(program, Stage.MATCH)
    async with program.new_work() as work:
        with pytest.raises(ConcurrentUpdate):
            await run_stage(work, await work.cycles.get(Q4), Stage.MATCH, by=None, at=NOW, made=None)


@pytest.mark.rule("MAT-2", "MAT-8")
async def test_the_clock_begins_no_matching_that_is_refused(program: Program) -> None:
    due = DueRun(f"cycle:{Q4.name}:match", DUE[Stage.MATCH])
    async with program.new_work() as work:
        await work.job_runs.started_at(DUE[Stage.ANNOUNCE])
        with pytest.raises(EarlierStagePending):
            await CycleStages(program.matching_service).claim(work, due, NOW)


@pytest.mark.rule("MAT-8")
async def test_the_command_line_runs_a_matching_once(program: Program) -> None:
    matching = RunMatching(program.new_work, program.matching_service, program.clock)
    with pytest.raises(EarlierStagePending):
        await matching(Q4)
    await settle_before(program, Stage.MATCH)
    assert program.matching_service.asked == []

    assert (await matching(Q4)).run == RUN

    assert await state_of(program, Stage.MATCH) is StageState.DONE
    with pytest.raises(StageAlreadyDone):
        await matching(Q4)
    assert program.matching_service.asked == ["run"]


@pytest.mark.rule("MAT-8")
async def test_the_command_line_writes_a_matching_down_after_it_was_overtaken(program: Program) -> None:
    await settle_before(program, Stage.MATCH)
    works = iter((program.new_work(), OvertakenUnitOfWork(program.memory), program.new_work()))

    def next_work() -> FakeUnitOfWork:
        return next(works)

    await RunMatching(next_work, program.matching_service, program.clock)(Q4)

    assert program.matching_service.asked == ["run"], "it is not worked out anew"
    assert list(program.memory.state.runs) == [RUN]
