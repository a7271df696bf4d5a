"""A job that others overtake looks again, and is left for a while when that does not help."""

from datetime import datetime, timedelta

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.scheduling import JobFigures
from moments.application.retry import WRITE_TRIES
from moments.application.scheduling.job import DueRun, Job
from moments.application.scheduling.scheduler import POLL_INTERVAL, Scheduler
from moments.application.unit_of_work import UnitOfWork
from tests.application.scenario import Program


class Overtaken(Job):
    """As often as is said; nothing is due then."""

    name = description = "overtaken"

    def __init__(self, times: int) -> None:
        self.left, self.looks = times, 0

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        self.looks += 1
        if self.left:
            self.left -= 1
            raise ConcurrentUpdate
        return None

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return None

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        return ()

    def next_check(self, now: datetime) -> datetime | None:
        return None


async def test_a_job_that_is_overtaken_looks_again(program: Program) -> None:
    job = Overtaken(WRITE_TRIES - 1)

    again = await Scheduler(program.new_work, program.clock, [job]).run_due_jobs()

    assert (job.looks, again) == (WRITE_TRIES, program.clock.now() + POLL_INTERVAL)


async def test_a_job_that_is_overtaken_again_and_again_is_left_for_a_while(program: Program) -> None:
    job = Overtaken(WRITE_TRIES)

    again = await Scheduler(program.new_work, program.clock, [job]).run_due_jobs()

    assert (job.looks, again) == (WRITE_TRIES, program.clock.now() + timedelta(seconds=2))
