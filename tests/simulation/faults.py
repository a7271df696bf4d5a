"""What goes wrong on purpose: a process dies around a commit, somebody is quicker, a mail server has moods."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from moments.application.ports.email import (
    ClaimedEmail,
    MailServerUnavailable,
    PermanentFailure,
    RenderedEmail,
    TransientFailure,
)
from moments.application.ports.errors import ConcurrentUpdate
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN


class Killed(BaseException):
    """The process is gone: nothing of it may catch this."""


Meanwhile = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Faults:
    """What befalls the next transaction that commits something, once. `overtake`: what somebody else does first."""

    kill_before: bool = False
    kill_after: bool = False
    overtake: Meanwhile | None = None


class FaultyUnitOfWork(SqlUnitOfWork):
    def __init__(self, database: Database, faults: Faults) -> None:
        super().__init__(database, MAIL_DOMAIN)
        self._faults = faults

    async def _commit(self) -> None:
        faults = self._faults
        if faults.kill_before:
            faults.kill_before = False
            raise Killed
        if faults.overtake is not None:
            meanwhile, faults.overtake = faults.overtake, None
            await self._rollback()
            await meanwhile()
            raise ConcurrentUpdate
        await super()._commit()
        if faults.kill_after:
            faults.kill_after = False
            raise Killed


@dataclass(frozen=True, slots=True)
class Letter:
    """One that reached the mail server. `doubtful`: the worker could not know that it did."""

    email: ClaimedEmail
    text: RenderedEmail
    doubtful: bool


@dataclass(slots=True)
class MoodyMailServer:
    """`moods`: how often something goes wrong with a letter, of 1. `seed`: with the letter, it makes its mood."""

    seed: str
    moods: float
    delivered: list[Letter] = field(default_factory=list[Letter])

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        mood = Random(f"{self.seed} {email.id} {email.fencing_token}").random()
        if mood >= self.moods:
            self.delivered.append(Letter(email, written, doubtful=False))
            return
        match int(mood / self.moods * 5):
            case 0:
                raise MailServerUnavailable("it rests")
            case 1:
                raise PermanentFailure("no such mailbox")
            case 2:
                raise TransientFailure("try again")
            case 3:
                self.delivered.append(Letter(email, written, doubtful=True))
                raise TransientFailure("the line broke after it was taken")
            case _:
                self.delivered.append(Letter(email, written, doubtful=True))
                raise Killed

    async def close(self) -> None: ...
