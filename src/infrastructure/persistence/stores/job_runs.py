"""The runs of the scheduler's jobs."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, insert, select, text

from moments.application.ports.scheduling import JobFigure, JobFigures, Run
from moments.infrastructure.persistence.locks import KeyedLock, acquire_keyed
from moments.infrastructure.persistence.tables import job_runs
from moments.infrastructure.persistence.transaction import Transaction

CLOCK = "clock"
"""The job whose one row says since when the scheduler runs."""

_LOCK = text(acquire_keyed(KeyedLock.JOB, ":job"))
_LAST = select(job_runs).where(job_runs.c.job == bindparam("job")).order_by(job_runs.c.due.desc()).limit(1)


def job_figures_of(stored: Mapping[str, int | str]) -> JobFigures:
    return tuple(JobFigure(name, value) for name, value in stored.items())


class SqlJobRuns:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def lock(self, job: str) -> None:
        """SQLite's transaction holds the whole file already."""
        if self._work.on_postgresql:
            await self._work.all(_LOCK, job=job)

    async def started_at(self, now: datetime) -> datetime:
        if found := await self.latest(CLOCK):
            return found.due
        await self.lock(CLOCK)
        if found := await self.latest(CLOCK):
            return found.due
        await self.add(Run(CLOCK, now, now, ()))
        return now

    async def latest(self, job: str) -> Run | None:
        row = await self._work.first(_LAST, job=job)
        return None if row is None else Run(row.job, row.due, row.ran_at, job_figures_of(row.outcome))

    async def add(self, run: Run) -> None:
        row = {
            "job": run.job,
            "due": run.due,
            "ran_at": run.ran_at,
            "outcome": {each.name: each.value for each in run.outcome},
        }
        await self._work.run(insert(job_runs), row)
