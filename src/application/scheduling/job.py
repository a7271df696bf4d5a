"""A job: something that falls due, and is done in one transaction with its row in `job_runs`.

What takes seconds is computed before that transaction, outside of any: nobody waits for it meanwhile.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moments.application.ports.scheduling import CronSchedule, JobFigures
from moments.application.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DueRun:
    """`job`: as `job_runs` has it, of which one job may have several (the stages). `coalesced`: how many
    due moments are coalesced into this one. `context`: what a long job has to know to compute it."""

    job: str
    due_at: datetime
    coalesced: int = 0
    context: Any = field(default=None, compare=False)


class Job(ABC):
    """`name`: also the name under which it is locked."""

    name: str
    description: str
    """For people."""

    @abstractmethod
    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        """The next that is due and was not done, by the job's policy after an outage."""

    @abstractmethod
    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        """When it falls due next, behind `now`; None: not by what is known now."""

    @abstractmethod
    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures: ...

    def runs_outside_transaction(self, due: DueRun) -> bool:
        """Whether it goes by `claim`, `compute` and `store` in place of `run`."""
        return False

    async def claim(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures | None:
        """In a transaction before the work; None: the work is to be done, else that was all."""
        return None

    async def compute(self, due: DueRun, now: datetime) -> Any:
        """The work, outside of any transaction, changing nothing."""
        raise NotImplementedError(f"{self.name} computes nothing")

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        """Stores what was computed; None: somebody else has done it meanwhile, or it is not due any more."""
        raise NotImplementedError(f"{self.name} computes nothing")

    @abstractmethod
    def next_check(self, now: datetime) -> datetime | None:
        """The next time the job can be due by its schedule; None if only the database can tell."""


class CalendarJob(Job):
    """Due at the times of a cron expression. After an outage the latest only: the others would say the same."""

    def __init__(self, calendar: CronSchedule, expression: str) -> None:
        self._calendar, self.expression = calendar, expression

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        last = await work.job_runs.latest(self.name)
        after = last.due if last else await work.job_runs.started_at(now)
        dues = self._calendar.dues(self.expression, after, now)
        return DueRun(self.name, dues[-1], len(dues) - 1) if dues else None

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return self._calendar.next(self.expression, now)

    def next_check(self, now: datetime) -> datetime | None:
        return self._calendar.next(self.expression, now)
