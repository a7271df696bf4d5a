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
        found = await work.matching.next_rehearsal(now)
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
        rehearsal = await work.matching.rehearsal(_parse(due))
        goes_on = rehearsal.take_up(at=now)
        await work.matching.save_rehearsal(rehearsal)
        return None if goes_on else job_figures(given_up=rehearsal.attempts)

    async def compute(self, due: DueRun, now: datetime) -> TrialReport:
        rehearsal = due.context
        return await self._matching_service.rehearse(rehearsal.basis, rehearsal.parameters, now, salt=rehearsal.id)

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        rehearsal = await work.matching.rehearsal(_parse(due))
        if rehearsal.state is not TrialRunState.WAITING:
            return None
        rehearsal.finish(computed, at=now)
        await work.matching.save_rehearsal(rehearsal)
        return _told(rehearsal, computed)


def _told(rehearsal: TrialRun, report: TrialReport) -> JobFigures:
    return job_figures(attempts=rehearsal.attempts, matched=report.current.figures.matched)


def _parse(due: DueRun) -> TrialRunId:
    return TrialRunId(due.job.removeprefix("rehearsal:"))
