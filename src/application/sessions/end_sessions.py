"""People end and extend their own browser sessions."""

from dataclasses import dataclass

from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.errors import NotFound
from moments.application.sessions.lifetimes import SessionLifetimes
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import SessionId


@dataclass(frozen=True, slots=True)
class EndSessionCommand:
    session: SessionId


class EndSession(UseCase[EndSessionCommand]):
    """Signs out one of the caller's browsers, this one or another."""

    action = "endSession"

    async def execute(self, call: Call[EndSessionCommand]) -> str:
        if not await call.work.sessions.end(call.by, call.command.session):
            raise NotFound("session")
        return call.by


@dataclass(frozen=True, slots=True)
class EndOtherSessionsCommand:
    """`current`: the session that stays; None if the caller has none here, and all end."""

    current: SessionId | None


class EndOtherSessions(UseCase[EndOtherSessionsCommand]):
    """Signs out all of the caller's browsers but this one."""

    action = "endOtherSessions"

    async def execute(self, call: Call[EndOtherSessionsCommand]) -> str:
        await call.work.sessions.end_others(call.by, call.command.current)
        return call.by


@dataclass(frozen=True, slots=True)
class ExtendSessionCommand:
    """`current`: the caller's session; None if there is none, and nothing to extend."""

    current: SessionId | None


class ExtendSession(UseCase[ExtendSessionCommand]):
    """Keeps the caller signed in for another idle time, up to the session's absolute end."""

    action = "extendSession"

    def __init__(
        self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator, lifetimes: SessionLifetimes
    ) -> None:
        super().__init__(units_of_work, clock, identities)
        self._lifetimes = lifetimes

    async def execute(self, call: Call[ExtendSessionCommand]) -> str:
        if call.command.current is not None:
            await call.work.sessions.extend(call.command.current, call.at, call.at + self._lifetimes.idle)
        return call.by
