"""A job: something that falls due, and is done in one transaction with its row in the ledger.

What takes seconds is prepared before that transaction, outside of any: nobody waits for it meanwhile.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moments.application.ports.scheduling import Calendar, JobFigures
from moments.application.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Due:
    """`job`: as the ledger has it, of which one job may have several (the stages). `passed_over`: how many
    due moments are coalesced into this one. `about`: what a long job has to know to prepare it."""

    job: str
    at: datetime
    passed_over: int = 0
    about: Any = field(default=None, compare=False)


class Job(ABC):
    """`name`: also the name under which it is locked."""

    name: str
    what: str
    """For people."""

    @abstractmethod
    async def due(self, work: UnitOfWork, now: datetime) -> Due | None:
        """The next that is due and was not done, by the job's policy after an outage."""

    @abstractmethod
    async def ahead(self, work: UnitOfWork, now: datetime) -> datetime | None:
        """When it falls due next, behind `now`; None: not by what is known now."""

    @abstractmethod
    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures: ...

    def is_long(self, due: Due) -> bool:
        """Whether it goes by `begin`, `prepare` and `finish` in place of `run`."""
        return False

    async def begin(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures | None:
        """In a transaction before the work; None: the work is to be done, else that was all."""
        return None

    async def prepare(self, due: Due, now: datetime) -> Any:
        """The work, outside of any transaction, changing nothing."""
        raise NotImplementedError(f"{self.name} prepares nothing")

    async def finish(self, work: UnitOfWork, due: Due, now: datetime, prepared: Any) -> JobFigures | None:
        """Writes down what was prepared; None: somebody else has done it meanwhile, or it is not due any more."""
        raise NotImplementedError(f"{self.name} prepares nothing")

    @abstractmethod
    def wakes(self, now: datetime) -> datetime | None:
        """The next time the job can be due by its schedule; None if only the database can tell."""


class CalendarJob(Job):
    """Due at the times of a cron expression. After an outage the latest only: the others would say the same."""

    def __init__(self, calendar: Calendar, expression: str) -> None:
        self._calendar, self.expression = calendar, expression

    async def due(self, work: UnitOfWork, now: datetime) -> Due | None:
        last = await work.ledger.last(self.name)
        after = last.due if last else await work.ledger.begun(now)
        dues = self._calendar.dues(self.expression, after, now)
        return Due(self.name, dues[-1], len(dues) - 1) if dues else None

    async def ahead(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return self._calendar.next(self.expression, now)

    def wakes(self, now: datetime) -> datetime | None:
        return self._calendar.next(self.expression, now)
