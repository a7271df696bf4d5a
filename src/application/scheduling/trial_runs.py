"""The rehearsals that the program office has asked for, one after the other."""

from datetime import datetime
from typing import Any

from moments.application.ports.matching import Reckoning
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.job import Due, Job
from moments.application.unit_of_work import UnitOfWork
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import Rehearsal, RehearsalState
from moments.domain.shared.ids import RehearsalId


class Rehearsals(Job):
    """One that is killed is begun anew when its lease is over, and given up after some attempts."""

    name = "rehearsals"
    what = "Rehearsals of matching runs"

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning

    async def due(self, work: UnitOfWork, now: datetime) -> Due | None:
        found = await work.matching.next_rehearsal(now)
        return None if found is None else Due(f"rehearsal:{found.id}", found.asked_at, about=found)

    async def ahead(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return None

    def wakes(self, now: datetime) -> datetime | None:
        return None

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures:
        raise NotImplementedError("it is prepared first")

    def is_long(self, due: Due) -> bool:
        return True

    async def begin(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures | None:
        """Counts the attempt before it is made."""
        rehearsal = await work.matching.rehearsal(_named(due))
        goes_on = rehearsal.take_up(at=now)
        await work.matching.save_rehearsal(rehearsal)
        return None if goes_on else job_figures(given_up=rehearsal.attempts)

    async def prepare(self, due: Due, now: datetime) -> TrialReport:
        rehearsal = due.about
        return await self._reckoning.rehearse(rehearsal.basis, rehearsal.parameters, now, salt=rehearsal.id)

    async def finish(self, work: UnitOfWork, due: Due, now: datetime, prepared: Any) -> JobFigures | None:
        rehearsal = await work.matching.rehearsal(_named(due))
        if rehearsal.state is not RehearsalState.WAITING:
            return None
        rehearsal.finish(prepared, at=now)
        await work.matching.save_rehearsal(rehearsal)
        return _told(rehearsal, prepared)


def _told(rehearsal: Rehearsal, report: TrialReport) -> JobFigures:
    return job_figures(attempts=rehearsal.attempts, matched=report.this.figures.matched)


def _named(due: Due) -> RehearsalId:
    return RehearsalId(due.job.removeprefix("rehearsal:"))
