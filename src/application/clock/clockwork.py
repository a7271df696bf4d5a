"""The clock: each job when it is due, once, whoever else runs one and whatever is killed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moments.application.clock.job import Due, Job
from moments.application.ports.clock import Clock
from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.schedule import Outcome, Run
from moments.application.ports.unit_of_work import UnitOfWork, UnitsOfWork

LOOKS_EVERY = timedelta(seconds=15)
"""For what the tables alone say, such as a date that the office moved."""
LONGEST_PAUSE = timedelta(minutes=5)
_log = logging.getLogger(__name__)


async def do_next(work: UnitOfWork, job: Job, now: datetime) -> tuple[Due, Outcome] | None:
    """One run of the job in this transaction, with its row in the ledger, not committed; None: nothing is due."""
    await work.ledger.lock(job.name)
    due = await job.due(work, now)
    if due is None:
        return None
    outcome = dict(await job.run(work, due, now))
    if due.passed_over:
        outcome["passed_over"] = due.passed_over
    await work.ledger.write(Run(due.job, due.at, now, outcome))
    return due, outcome


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
            while await self._do_one(job):
                pass
        except Exception:
            pace.failures += 1
            _log.exception("job %s failed", job.name)
            return self.clock.now() + min(LONGEST_PAUSE, timedelta(seconds=2**pace.failures))
        pace.failures = 0
        now = self.clock.now()
        return job.wakes(now) or now + LOOKS_EVERY

    async def _do_one(self, job: Job) -> bool:
        try:
            async with self.units_of_work() as work:
                done = await do_next(work, job, self.clock.now())
                await work.commit()
        except ConcurrentUpdate:  # the office moved the stage meanwhile, say: look again
            return True
        if done is not None:
            _log.info("job %s, due %s: %s", done[0].job, done[0].at.isoformat(), dict(done[1]))
        return done is not None
