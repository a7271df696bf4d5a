"""The scheduler: runs each due job exactly once, across processes and crashes."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moments.application.ports.clock import Clock
from moments.application.ports.scheduling import JobFigures, Run, job_figures
from moments.application.retry import Backoff, retry_write
from moments.application.scheduling.job import DueRun, Job
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork

POLL_INTERVAL = timedelta(seconds=15)
"""Detects changes that only the database shows, such as a date that the office moved."""
PAUSES = Backoff(first=2, longest=300)
"""Pauses before a failed job is tried again."""
_log = logging.getLogger(__name__)


async def run_next(work: UnitOfWork, job: Job, now: datetime) -> tuple[DueRun, JobFigures] | None:
    """Runs the job once in this transaction, with its row in `job_runs`, without committing; None if nothing is due."""
    due, outcome = await _claim(work, job, now)
    if due is not None and outcome is None:
        outcome = await _store(work, job, due, now, await job.compute(due, now))
    return None if due is None or outcome is None else (due, outcome)


async def _claim(work: UnitOfWork, job: Job, now: datetime) -> tuple[DueRun | None, JobFigures | None]:
    """Returns the due run, and its figures; the figures are None if the run must be computed first."""
    await work.job_runs.lock(job.name)
    due = await job.due(work, now)
    if due is None:
        return None, None
    outcome = await (job.claim if job.runs_outside_transaction(due) else job.run)(work, due, now)
    return due, None if outcome is None else await _record_run(work, due, outcome, now)


async def _store(work: UnitOfWork, job: Job, due: DueRun, now: datetime, computed: object) -> JobFigures | None:
    outcome = await job.store(work, due, now, computed)
    return None if outcome is None else await _record_run(work, due, outcome, now)


async def _record_run(work: UnitOfWork, due: DueRun, outcome: JobFigures, now: datetime) -> JobFigures:
    recorded = outcome + (job_figures(passed_over=due.coalesced) if due.coalesced else ())
    await work.job_runs.add(Run(due.job, due.due_at, now, recorded))
    return recorded


@dataclass(slots=True)
class _Backoff:
    """When a job is checked next; the pause grows with consecutive failures."""

    not_before: datetime | None = None
    failures: int = 0


@dataclass(slots=True)
class Scheduler:
    """Any number of schedulers can run, in any number of processes."""

    units_of_work: UnitsOfWork
    clock: Clock
    jobs: Sequence[Job]
    _backoffs: dict[str, _Backoff] = field(default_factory=dict)

    async def run(self) -> None:
        """Runs until canceled; a canceled transaction changes nothing."""
        while True:
            wait = min(POLL_INTERVAL, await self.run_due_jobs() - self.clock.now())
            await asyncio.sleep(max(wait.total_seconds(), 0.0))

    async def run_due_jobs(self) -> datetime:
        """Runs the due jobs; returns when to check again."""
        for job in self.jobs:
            backoff = self._backoffs.setdefault(job.name, _Backoff())
            if backoff.not_before is None or backoff.not_before <= self.clock.now():
                backoff.not_before = await self._run_job(job, backoff)
        return min(backoff.not_before or self.clock.now() for backoff in self._backoffs.values())

    async def _run_job(self, job: Job, backoff: _Backoff) -> datetime:
        """Runs the job; after a failure, pauses it without delaying other jobs. Returns when to check it again."""
        try:
            now = await self._run_until_nothing_is_due(job)
        except Exception:
            backoff.failures += 1
            _log.exception("job %s failed", job.name)
            return self.clock.now() + timedelta(seconds=PAUSES.after(backoff.failures))
        backoff.failures = 0
        return job.next_check(now) or now + POLL_INTERVAL

    async def _run_until_nothing_is_due(self, job: Job) -> datetime:
        """Runs due runs until none is left; returns the time of the last check.

        Raises ConcurrentUpdate after too many concurrent updates.
        """
        while True:  # checks again, because the office can move the stage in the meantime, for example
            more, now = await retry_write(lambda: self._run_one(job, self.clock.now()))
            if not more:
                return now

    async def _run_one(self, job: Job, now: datetime) -> tuple[bool, datetime]:
        """Returns whether there can be more to do, and the time of this check."""
        async with self.units_of_work() as work:
            due, outcome = await _claim(work, job, now)
            await work.commit()
        if due is not None and outcome is None:
            outcome = await self._run_outside_transaction(job, due, now)
        if due is None or outcome is None:
            return False, now
        _log.info("job %s, due %s: %s", due.job, due.due_at.isoformat(), {each.name: each.value for each in outcome})
        return True, now

    async def _run_outside_transaction(self, job: Job, due: DueRun, now: datetime) -> JobFigures | None:
        computed = await job.compute(due, now)
        async with self.units_of_work() as work:
            await work.job_runs.lock(job.name)
            outcome = await _store(work, job, due, now, computed)
            if outcome is not None:
                await work.commit()
        return outcome
