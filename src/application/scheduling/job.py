"""A job: work that becomes due, and runs in one transaction with its row in `job_runs`.

Work that takes seconds is computed before that transaction, outside any, so that no other transaction waits.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from moments.application.ports.scheduling import CronSchedule, JobFigures
from moments.application.unit_of_work import UnitOfWork
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import state_day


@dataclass(frozen=True, slots=True)
class DueRun:
    """`job`: the name in `job_runs`; one job can have several (the stages). `coalesced`: how many earlier due times
    this run covers. `context`: the data that a long job needs for `compute`.
    """

    job: str
    due_at: datetime
    coalesced: int = 0
    context: Any = field(default=None, compare=False)


class Job(ABC):
    """`name`: also the name of its lock."""

    name: str
    description: str
    """Shown to users."""
    follows_cycle: ClassVar[bool] = False
    """Whether it is due when the next stage of a cycle is."""

    @abstractmethod
    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        """The next run that is due and not done; after an outage, by the job's policy."""

    @abstractmethod
    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        """When the job is next due after `now`; None if unknown."""

    @abstractmethod
    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures: ...

    def runs_outside_transaction(self, due: DueRun) -> bool:
        """Whether the run uses `claim`, `compute` and `store` instead of `run`."""
        return False

    async def claim(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures | None:
        """Runs in a transaction before the work. Returns None if the work must be done, else the final figures."""
        return None

    async def compute(self, due: DueRun, now: datetime) -> Any:
        """Does the work outside any transaction, without changing data."""
        raise NotImplementedError(f"{self.name} computes nothing")

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        """Stores the result; returns None if another worker has done it, or if it is no longer due."""
        raise NotImplementedError(f"{self.name} computes nothing")

    def next_planned(self, now: datetime, calendar: StateCalendar) -> datetime | None:
        """When the job is next due after `now`, to show; None if only the database can tell."""
        return self.next_check(now)

    @abstractmethod
    def next_check(self, now: datetime) -> datetime | None:
        """The next time the job can be due by its schedule; None if only the database can tell."""


class CalendarJob(Job):
    """A job due at the times of a cron expression. After an outage, only the latest due time runs."""

    only_on_working_days: ClassVar[bool] = False
    """Whether times on the State's holidays and on weekends are left out. A run that an outage left over waits for a
    working day, too.
    """

    def __init__(self, calendar: CronSchedule, expression: str) -> None:
        self._calendar, self.expression = calendar, expression

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        last = await work.job_runs.latest(self.name)
        after = last.due if last else await work.job_runs.started_at(now)
        dues = self._calendar.dues(self.expression, after, now)
        if dues and self.only_on_working_days:
            calendar = await work.holidays.calendar()
            if not calendar.is_working_day(state_day(now)):
                return None
            dues = [each for each in dues if calendar.is_working_day(state_day(each))]
        return DueRun(self.name, dues[-1], len(dues) - 1) if dues else None

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return self.next_planned(now, await work.holidays.calendar())

    def next_planned(self, now: datetime, calendar: StateCalendar) -> datetime | None:
        found = self._calendar.next(self.expression, now)
        while self.only_on_working_days and not calendar.is_working_day(state_day(found)):
            found = self._calendar.next(self.expression, found)
        return found

    def next_check(self, now: datetime) -> datetime | None:
        return self._calendar.next(self.expression, now)
