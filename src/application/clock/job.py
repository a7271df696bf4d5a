"""A job: something that falls due, and is done in one transaction with its row in the ledger."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from moments.application.ports.schedule import Calendar, Outcome
from moments.application.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Due:
    """`job`: as the ledger has it, of which one job may have several (the stages). `passed_over`: how many
    due moments are coalesced into this one."""

    job: str
    at: datetime
    passed_over: int = 0


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
    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> Outcome: ...

    @abstractmethod
    def wakes(self, now: datetime) -> datetime | None:
        """When it can fall due next, as far as the calendar alone says; None where the tables have to be asked."""


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
