"""Trial runs: today's people or a past run's with other settings, worked out by the scheduler and kept as a report only
(MAT-2, MAT-8)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from moments.application.matching.request_trial_run import RequestTrialRun, RequestTrialRunCommand
from moments.application.ports.errors import NotFound
from moments.application.scheduling.scheduler import run_next
from moments.application.scheduling.trial_runs import TrialRunsJob
from moments.application.use_case import Caller
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import GIVEN_UP, LEASE, MAX_ATTEMPTS
from moments.domain.program.cycle import Stage
from moments.domain.shared.ids import PersonId, RunId
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.persistence.tables import matching_runs, rehearsals
from tests.infrastructure.matching.scenario import ANN, BEN, DUE, MAX, MENTEE, MENTOR, MOE, MatchingScenario
from tests.infrastructure.persistence.people import BOSS


async def ask(town: MatchingScenario, basis: str | None = None, parameters: RunParameters | None = None) -> str:
    async with town.new_work() as work:
        if BOSS not in await work.office.members():
            await work.office.add(BOSS)
            await work.commit()
    use_case = RequestTrialRun(town.new_work, town.clock, RandomIdGenerator())
    command = RequestTrialRunCommand(RunId(basis) if basis else None, parameters or RunParameters())
    return await use_case(command, Caller(BOSS))


async def report(
    town: MatchingScenario, basis: str | None = None, parameters: RunParameters | None = None
) -> dict[str, Any]:
    identity = await ask(town, basis, parameters)
    await town.worker().run_due_jobs()
    row = next(row for row in await town.rows(rehearsals) if row.id == identity)
    assert (row.state, row.problem) == ("done", None)
    return row.report  # type: ignore[no-any-return]


@pytest.mark.rule("MAT-2")
async def test_a_preview_tells_what_the_run_would_come_to_and_stores_nothing_else(town: MatchingScenario) -> None:
    await town.admit(MAX, kind=MENTOR)
    await town.participant(MAX, available=False)
    before = await town.dump()
    told = await report(town)
    after = await town.dump()
    own = {"rehearsals", "events", "event_people", "job_runs", "office_members"}
    assert {name for name in after if after[name] != before[name]} == own
    figures = told["this"]["figures"]
    assert (figures["mentees"], figures["mentors"], figures["matched"]) == (3, 2, 3)
    assert figures["mentors_absent"] == {"unavailable": 1}
    assert (told["last"], told["basis"], told["identical"], told["lists_differ"]) == (None, None, None, None)


@pytest.mark.rule("MAT-2")
async def test_a_preview_beside_last_quarters_run_shows_the_change(town: MatchingScenario) -> None:
    run = await town.quarter()
    await town.participant(MOE, available=False)
    told = await report(town)
    assert (told["last"]["run"], told["last"]["quarter"]) == (run, "2027Q1")
    assert (told["last"]["figures"]["mentors"], told["this"]["figures"]["mentors"]) == (2, 1)


@pytest.mark.rule("MAT-8")
async def test_a_trial_run_of_a_past_run_with_its_own_settings_is_identical(town: MatchingScenario) -> None:
    run = await town.quarter()
    await town.participant(MOE, available=False)
    told = await report(town, run)
    assert (told["identical"], told["lists_differ"]) == (True, 0)
    assert told["this"]["figures"] == told["basis"]["figures"]
    assert told["basis"]["run"] == run


@pytest.mark.rule("MAT-8")
async def test_other_settings_are_shown_beside_the_runs_own(town: MatchingScenario) -> None:
    run = await town.quarter()
    told = await report(town, run, RunParameters(Parameters(list_length=1)))
    assert (told["identical"], told["lists_differ"]) == (False, 3)
    assert (told["this"]["figures"]["suggestions"], told["basis"]["figures"]["suggestions"]) == (3, 6)
    assert told["this"]["parameters"]["matching"]["list_length"] == 1
    assert told["basis"]["parameters"]["matching"]["list_length"] == 5


@pytest.mark.rule("MAT-8")
async def test_late_lists_and_replacements_are_not_taken_for_the_runs_lists(town: MatchingScenario) -> None:
    run = await town.quarter()
    await town.admit(MAX, kind=MENTOR)
    await town.admit(PersonId("E-SUE"), kind=MENTEE)
    await town.participant(MOE, available=False)
    await town.replace(ANN)
    await town.at(DUE[Stage.SUGGEST] + timedelta(days=1))
    assert (await report(town, run))["lists_differ"] == 0


async def test_other_caps_let_others_take_part(town: MatchingScenario) -> None:
    for mentee in (ANN, BEN):
        await town.mentorship(MOE, mentee)
    assert (await report(town))["this"]["figures"]["mentors_absent"] == {"full": 1}
    assert (await report(town, None, RunParameters(mentor_cap=3)))["this"]["figures"]["open_places"] == 4
    assert (await report(town, None, RunParameters(mentee_cap=1)))["this"]["figures"]["mentees_absent"] == {"full": 2}


async def test_hours_may_be_required(town: MatchingScenario) -> None:
    await town.admit(MAX, kind=MENTOR)
    told = await report(town, None, RunParameters(Parameters(hours=HoursRule.REQUIRED), seed="one"))
    assert told["salt"] == "one"
    assert told["this"]["figures"]["matched"] == 3


@pytest.mark.rule("MAT-8")
async def test_a_trial_run_whose_worker_was_killed_is_begun_anew(town: MatchingScenario) -> None:
    await ask(town)
    await _killed(town)
    await town.worker().run_due_jobs()
    assert [(row.state, row.attempts) for row in await town.rows(rehearsals)] == [("waiting", 1)]
    town.clock.at += LEASE
    await town.worker().run_due_jobs()
    assert [(row.state, row.attempts) for row in await town.rows(rehearsals)] == [("done", 2)]
    assert len(await town.happened("trial_run.done")) == 1


async def test_one_that_kills_its_worker_each_time_is_given_up_with_the_reason(town: MatchingScenario) -> None:
    await ask(town)
    for _ in range(MAX_ATTEMPTS):
        await _killed(town)
        town.clock.at += LEASE
    await town.worker().run_due_jobs()
    (row,) = await town.rows(rehearsals)
    assert (row.state, row.attempts, row.problem, row.report) == ("failed", MAX_ATTEMPTS, GIVEN_UP, None)
    await town.worker().run_due_jobs()
    assert len(await town.happened("trial_run.done")) == 1


async def _killed(town: MatchingScenario) -> None:
    """A worker that dies in the midst of the work: what it committed before stays."""

    class SimulatedCrash(BaseException): ...

    class CrashingTrialRuns(TrialRunsJob):
        async def compute(self, due: object, now: object) -> Any:
            raise SimulatedCrash

    from moments.application.scheduling.scheduler import Scheduler

    with pytest.raises(SimulatedCrash):
        await Scheduler(town.new_work, town.clock, (CrashingTrialRuns(town.matching_service),)).run_due_jobs()


@pytest.mark.rule("MAT-8")
async def test_of_several_workers_one_works_on_it(town: MatchingScenario) -> None:
    await ask(town)
    await asyncio.gather(*(town.worker().run_due_jobs() for _ in range(4)))
    assert [(row.state, row.attempts) for row in await town.rows(rehearsals)] == [("done", 1)]


async def test_they_are_done_in_the_order_in_which_they_were_asked_for(town: MatchingScenario) -> None:
    first = await ask(town)
    town.clock.at += timedelta(seconds=1)
    second = await ask(town)
    await town.worker().run_due_jobs()
    done = [each["rehearsal"] for each in await town.happened("trial_run.done")]
    assert done == [first, second]


async def test_a_run_that_there_is_none_of_cannot_have_a_trial_run(town: MatchingScenario) -> None:
    with pytest.raises(NotFound):
        await ask(town, "no-such-run")
    assert await town.rows(rehearsals) == []


async def test_what_is_foretold_of_it_is_not_kept(town: MatchingScenario) -> None:
    await ask(town)
    before = await town.dump()
    async with town.new_work() as work:
        assert await run_next(work, TrialRunsJob(town.matching_service), town.clock.at) is not None
    assert await town.dump() == before


@pytest.mark.rule("MAT-2")
async def test_what_the_clock_would_do_is_foretold_with_the_matching_in_it(town: MatchingScenario) -> None:
    from moments.application.scheduling.dry_run import dry_run

    before = await town.dump()
    said = {
        each.job: {figure.name: figure.value for figure in each.outcome}
        for each in await dry_run(town.new_work, town.jobs, town.clock.at, DUE[Stage.SUGGEST] + timedelta(days=1))
    }
    assert said["cycle:2027Q1:match"]["mentees"] == 3
    assert said["cycle:2027Q1:suggest"] == {"letters": 3}
    assert await town.dump() == before
    assert await town.rows(matching_runs) == []
