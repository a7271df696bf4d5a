"""What the scheduler would do in a period: runs the jobs in a transaction that is never committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moments.application.ports.scheduling import JobFigures
from moments.application.scheduling.job import Job
from moments.application.scheduling.scheduler import run_next
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """`at`: when it would run; later than `due` only if it is overdue at the start of the period."""

    job: str
    due: datetime
    at: datetime
    outcome: JobFigures


async def dry_run(
    units_of_work: UnitsOfWork, jobs: Sequence[Job], since: datetime, until: datetime
) -> Sequence[PlannedRun]:
    """Runs all due jobs in order in one transaction, then rolls back. Each job sees the effects of earlier ones.

    Raises DomainError if a stage of the cycle would fail. Returns all runs at once instead of yielding, because the
    scheduler's jobs and the office's stages wait until the transaction ends.
    """
    found: list[PlannedRun] = []
    async with units_of_work() as work:
        now: datetime | None = since
        while now is not None and now <= until:
            for job in jobs:
                while (done := await run_next(work, job, now)) is not None:
                    due, outcome = done
                    found.append(PlannedRun(due.job, due.due_at, now, outcome))
            now = await _next(work, jobs, now)
    return found


async def _next(work: UnitOfWork, jobs: Sequence[Job], now: datetime) -> datetime | None:
    moments = [await job.next_due(work, now) for job in jobs]
    return min((moment for moment in moments if moment), default=None)
