"""Runs the trial runs that the program office has requested, one at a time."""

from datetime import datetime
from typing import Any

from moments.application.ports.matching import MatchingService
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.job import DueRun, Job
from moments.application.unit_of_work import UnitOfWork
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import TrialRun, TrialRunState
from moments.domain.shared.ids import TrialRunId


class TrialRunsJob(Job):
    """A trial run whose worker died starts again after its lease ends, and is given up after MAX_ATTEMPTS."""

    name = "rehearsals"
    description = "Trial runs of the matching"

    def __init__(self, matching_service: MatchingService) -> None:
        self._matching_service = matching_service

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        found = await work.matching.next_trial_run(now)
        return None if found is None else DueRun(f"rehearsal:{found.id}", found.asked_at, context=found)

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return None

    def next_check(self, now: datetime) -> datetime | None:
        return None

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        raise NotImplementedError("it is computed first")

    def runs_outside_transaction(self, due: DueRun) -> bool:
        return True

    async def claim(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures | None:
        """Counts the attempt before the work starts."""
        trial_run = await work.matching.trial_run(_parse(due))
        goes_on = trial_run.take_up(at=now)
        await work.matching.save_trial_run(trial_run)
        return None if goes_on else job_figures(given_up=trial_run.attempts)

    async def compute(self, due: DueRun, now: datetime) -> TrialReport:
        trial_run = due.context
        return await self._matching_service.run_trial(trial_run.basis, trial_run.parameters, now, seed=trial_run.id)

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        trial_run = await work.matching.trial_run(_parse(due))
        if trial_run.state is not TrialRunState.WAITING:
            return None
        trial_run.finish(computed, at=now)
        await work.matching.save_trial_run(trial_run)
        return _told(trial_run, computed)


def _told(trial_run: TrialRun, report: TrialReport) -> JobFigures:
    return job_figures(attempts=trial_run.attempts, matched=report.current.figures.matched)


def _parse(due: DueRun) -> TrialRunId:
    return TrialRunId(due.job.removeprefix("rehearsal:"))
