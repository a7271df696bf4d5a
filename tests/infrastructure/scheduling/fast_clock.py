"""Workers whose time runs fast, killed at random: `python -m tests.infrastructure.scheduling.fast_clock URL PLAN`.

A process that has imported everything forks the workers, so that a new one is there in milliseconds; each opens
the database for itself. Nothing but the database outlives a worker.
"""

import asyncio
import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass
from datetime import datetime

from moments.application.scheduling.scheduler import Scheduler
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.scheduling.scenario import usual_jobs

WORKERS = 4
KILL_EVERY = 0.3
"""Seconds by the real clock."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`seconds`: how long the time from `begin` to `end` takes. In the outage there is no worker."""

    begin: datetime
    end: datetime
    seconds: float
    outage: tuple[datetime, datetime]
    seed: int

    def written(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def read(cls, text: str) -> "Plan":
        told = json.loads(text)
        begin, end, *outage = map(datetime.fromisoformat, (told["begin"], told["end"], *told["outage"]))
        return cls(begin, end, told["seconds"], (outage[0], outage[1]), told["seed"])


class FastClock:
    """Every process of a run reads the same time from it; it stands still at the end."""

    def __init__(self, plan: Plan, started: float) -> None:
        self._plan, self._started = plan, started

    def now(self) -> datetime:
        share = (time.monotonic() - self._started) / self._plan.seconds
        return self._plan.begin + min(share, 1.0) * (self._plan.end - self._plan.begin)


async def _work(url: str, clock: FastClock) -> None:
    database = open_database(url, pool_size=2)
    worker = Scheduler(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), clock, usual_jobs(database))
    while True:
        await worker.run_due_jobs()
        await asyncio.sleep(0.005)


def _fork(url: str, clock: FastClock) -> int:
    child = os.fork()
    if not child:
        try:
            asyncio.run(_work(url, clock))
        finally:
            os._exit(1)
    return child


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main(url: str, plan: Plan) -> int:
    """How many were killed."""
    chance, clock, kills = random.Random(plan.seed), FastClock(plan, time.monotonic()), 0
    workers: list[int] = []
    while (now := clock.now()) < plan.end:
        down = plan.outage[0] <= now < plan.outage[1]
        while workers and down:
            _kill(workers.pop())
            kills += 1
        while len(workers) < WORKERS and not down:
            workers.append(_fork(url, clock))
        time.sleep(KILL_EVERY)
        if workers:
            _kill(workers.pop(chance.randrange(len(workers))))
            kills += 1
    for worker in workers:
        _kill(worker)
    return kills


if __name__ == "__main__":
    print(main(sys.argv[1], Plan.read(sys.argv[2])))
