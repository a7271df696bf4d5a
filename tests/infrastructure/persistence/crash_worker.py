"""A process that works until it is killed, from outside or by itself at a point inside a transaction."""

import asyncio
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.use_case import Caller
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.stores.journal import SqlJournal
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence.people import NewWork

POINTS = ("rows", "emails", "events", "committed")
"""After the rows, before the emails; after the emails, before the events; after the events, before the commit;
after the commit, before anybody is told."""


@dataclass
class CrashPoint:
    """Kills the process the `passes`-th time that it comes by the point."""

    point: str
    passes: int

    def at(self, point: str) -> None:
        if point == self.point:
            self.passes -= 1
            if self.passes <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class CrashingJournal(SqlJournal):
    fuse: CrashPoint

    async def write(self, events: Sequence[DomainEvent]) -> None:
        self.fuse.at("emails")
        await super().write(events)
        self.fuse.at("events")


class CrashingUnitOfWork(SqlUnitOfWork):
    fuse: CrashPoint

    async def _begin(self) -> None:
        await super()._begin()
        self.journal = self._journal = journal = CrashingJournal(self._work)
        journal.fuse = self.fuse

    async def commit(self) -> None:
        self.fuse.at("rows")
        await super().commit()
        self.fuse.at("committed")


@dataclass(frozen=True)
class RequestAndAccept:
    """A mentee asks a mentor, who accepts; each call with a key of its own."""

    mentor: PersonId
    mentee: PersonId

    async def ask(self, new_work: NewWork) -> str:
        use_case = RequestMentor(new_work, SystemClock(), RandomIdGenerator())
        return await use_case(RequestMentorCommand(self.mentor), Caller(self.mentee, key="ask"))

    async def accept(self, new_work: NewWork, request: str) -> str:
        use_case = AcceptRequest(new_work, SystemClock(), RandomIdGenerator())
        return await use_case(AcceptRequestCommand(MentorshipId(request)), Caller(self.mentor, key="accept"))


def work_until_killed(url: str, errands: list[RequestAndAccept], fuse: CrashPoint, told: Connection) -> None:
    """Tells of each answer once it has it: what was told must never be lost."""
    asyncio.run(_work(url, errands, fuse, told))


async def _work(url: str, errands: list[RequestAndAccept], fuse: CrashPoint, told: Connection) -> None:
    database = open_database(url, pool_size=1)

    def new_work() -> CrashingUnitOfWork:
        work = CrashingUnitOfWork(database, MAIL_DOMAIN)
        work.fuse = fuse
        return work

    for number, errand in enumerate(errands):
        request = await errand.ask(new_work)
        told.send((number, "ask", request))
        told.send((number, "accept", await errand.accept(new_work, request)))
    await database.close()
