"""The program office asks for a trial run of a matching run, and the clock does it."""

import pytest

from moments.application.matching.request_trial_run import RequestTrialRun, RequestTrialRunCommand
from moments.application.ports.errors import NotFound
from moments.application.ports.scheduling import job_figures
from moments.application.scheduling.scheduler import run_next
from moments.application.scheduling.trial_runs import TrialRunsJob
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.shared.ids import TrialRunId
from tests.application.scenario import OLA, RUN, Program
from tests.infrastructure.persistence.people import NOW


async def test_a_trial_run_of_a_run_that_there_is_none_of_is_refused(program: Program) -> None:
    with pytest.raises(NotFound):
        await program.do(RequestTrialRun, RequestTrialRunCommand(basis=RUN), OLA)

    assert program.memory.state.trial_runs == {}


@pytest.mark.rule("MAT-2")
async def test_a_trial_run_that_was_asked_for_is_done_and_its_report_kept(program: Program) -> None:
    identity = TrialRunId(await program.do(RequestTrialRun, RequestTrialRunCommand(), OLA))
    report = program.matching_service.report

    async with program.new_work() as work:
        done = await run_next(work, TrialRunsJob(program.matching_service), NOW)
        await work.commit()

    assert done is not None
    assert done[1] == job_figures(attempts=1, matched=report.current.figures.matched)
    assert program.matching_service.asked == [("run_trial", None, identity)]
    async with program.new_work() as work:
        trial_run = await work.matching.trial_run(identity)
        assert (trial_run.state, trial_run.report) == (TrialRunState.DONE, report)
        assert await run_next(work, TrialRunsJob(program.matching_service), NOW) is None
