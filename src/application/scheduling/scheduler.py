"""The scheduler: runs each due job exactly once, across processes and crashes."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moments.application.ports.clock import Clock
from moments.application.ports.scheduling import JobFigures, Run, job_figures
from moments.application.retry import Backoff, retry_write
from moments.application.scheduling.job import Due, Job
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork

LOOKS_EVERY = timedelta(seconds=15)
"""For what the tables alone say, such as a date that the office moved."""
PAUSES = Backoff(first=2, longest=300)
"""Before a job that failed is tried again."""
_log = logging.getLogger(__name__)


async def do_next(work: UnitOfWork, job: Job, now: datetime) -> tuple[Due, JobFigures] | None:
    """One run of the job in this transaction, with its row in the ledger, not committed; None: nothing is due."""
    due, outcome = await _begin(work, job, now)
    if due is not None and outcome is None:
        outcome = await _finish(work, job, due, now, await job.prepare(due, now))
    return None if due is None or outcome is None else (due, outcome)


async def _begin(work: UnitOfWork, job: Job, now: datetime) -> tuple[Due | None, JobFigures | None]:
    """What is due, and what came of it unless it is to be prepared first."""
    await work.ledger.lock(job.name)
    due = await job.due(work, now)
    if due is None:
        return None, None
    outcome = await (job.begin if job.is_long(due) else job.run)(work, due, now)
    return due, None if outcome is None else await _note(work, due, outcome, now)


async def _finish(work: UnitOfWork, job: Job, due: Due, now: datetime, prepared: object) -> JobFigures | None:
    outcome = await job.finish(work, due, now, prepared)
    return None if outcome is None else await _note(work, due, outcome, now)


async def _note(work: UnitOfWork, due: Due, outcome: JobFigures, now: datetime) -> JobFigures:
    noted = outcome + (job_figures(passed_over=due.passed_over) if due.passed_over else ())
    await work.ledger.write(Run(due.job, due.at, now, noted))
    return noted


@dataclass(slots=True)
class _Pace:
    """When a job is looked at next; the pause after failures, which grows."""

    not_before: datetime | None = None
    failures: int = 0


@dataclass(slots=True)
class Clockwork:
    """Any number of them may run, in any number of processes."""

    units_of_work: UnitsOfWork
    clock: Clock
    jobs: Sequence[Job]
    _paces: dict[str, _Pace] = field(default_factory=dict)

    async def run(self) -> None:
        """Until it is cancelled; a transaction that is cancelled has done nothing."""
        while True:
            wait = min(LOOKS_EVERY, await self.tick() - self.clock.now())
            await asyncio.sleep(max(wait.total_seconds(), 0.0))

    async def tick(self) -> datetime:
        """Does what is due; answers when to look again."""
        for job in self.jobs:
            pace = self._paces.setdefault(job.name, _Pace())
            if pace.not_before is None or pace.not_before <= self.clock.now():
                pace.not_before = await self._do_all(job, pace)
        return min(pace.not_before or self.clock.now() for pace in self._paces.values())

    async def _do_all(self, job: Job, pace: _Pace) -> datetime:
        """A job that fails is left for a while and keeps no other from its turn."""
        try:
            now = await self._do_what_is_due(job)
        except Exception:
            pace.failures += 1
            _log.exception("job %s failed", job.name)
            return self.clock.now() + timedelta(seconds=PAUSES.after(pace.failures))
        pace.failures = 0
        return job.wakes(now) or now + LOOKS_EVERY

    async def _do_what_is_due(self, job: Job) -> datetime:
        """Runs due runs until none is left; returns the time of the last check.

        Raises ConcurrentUpdate where others are in the way again and again.
        """
        while True:  # the office may move the stage meanwhile, say: then it looks again
            more, now = await retry_write(lambda: self._do_one(job, self.clock.now()))
            if not more:
                return now

    async def _do_one(self, job: Job, now: datetime) -> tuple[bool, datetime]:
        """Whether there may be more to do, and the moment of this look."""
        async with self.units_of_work() as work:
            due, outcome = await _begin(work, job, now)
            await work.commit()
        if due is not None and outcome is None:
            outcome = await self._do_long(job, due, now)
        if due is None or outcome is None:
            return False, now
        _log.info("job %s, due %s: %s", due.job, due.at.isoformat(), {each.name: each.value for each in outcome})
        return True, now

    async def _do_long(self, job: Job, due: Due, now: datetime) -> JobFigures | None:
        prepared = await job.prepare(due, now)
        async with self.units_of_work() as work:
            await work.ledger.lock(job.name)
            outcome = await _finish(work, job, due, now, prepared)
            if outcome is not None:
                await work.commit()
        return outcome
