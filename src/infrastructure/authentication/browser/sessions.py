"""Browser sessions as requests know them: by a cookie, of which we keep nothing but a hash."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

import structlog
from sqlalchemy import bindparam, select

from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.sessions import BrowserSession, ProviderLogin
from moments.application.sessions.lifetimes import SessionLifetimes
from moments.application.unit_of_work import UnitsOfWork
from moments.domain.shared.ids import PersonId, SessionId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import browser_sessions, employees

_log = structlog.stdlib.get_logger(__name__)
AT_MOST: Final = 20
"""Sessions of one person."""
_COOKIE_BYTES: Final = 32
_BY_COOKIE = (
    select(
        browser_sessions.c.id,
        browser_sessions.c.person,
        browser_sessions.c.last_used_at,
        browser_sessions.c.idle_ends_at,
        browser_sessions.c.ends_at,
    )
    .join(employees, employees.c.id == browser_sessions.c.person)
    .where(browser_sessions.c.cookie_hash == bindparam("hash"), employees.c.left_on.is_(None))
)


@dataclass(frozen=True, slots=True)
class ResumedSession:
    """The session that a cookie opens. `idle_ends_at`: unless it is used again; `ends_at`: in any case."""

    id: SessionId
    person: PersonId
    idle_ends_at: datetime
    ends_at: datetime


class BrowserSessions:
    """One a process. What a use prolongs is written at most once a minute, and no request waits for that."""

    def __init__(
        self,
        database: Database,
        units_of_work: UnitsOfWork,
        clock: Clock,
        identities: IdGenerator,
        lifetimes: SessionLifetimes,
    ) -> None:
        self._database, self._units_of_work = database, units_of_work
        self._clock, self._identities, self._lifetimes = clock, identities, lifetimes
        self._extending: dict[SessionId, asyncio.Task[None]] = {}

    async def begin(self, person: PersonId, login: ProviderLogin, device: str) -> str:
        """Returns the cookie."""
        cookie, now = secrets.token_urlsafe(_COOKIE_BYTES), self._clock.now()
        ends_at = now + self._lifetimes.absolute
        session = BrowserSession(
            id=SessionId(self._identities.new()),
            person=person,
            cookie_hash=_hash(cookie),
            login=login,
            device=device,
            created_at=now,
            idle_ends_at=self._lifetimes.idle_end(now, ends_at),
            ends_at=ends_at,
        )
        async with self._units_of_work() as work:
            await work.sessions.add(session, AT_MOST)
            await work.commit()
        return cookie

    async def resume(self, cookie: str, *, is_use: bool = True) -> ResumedSession | None:
        """One statement. None for a session that has ended, or whose person has left. `is_use`: it is prolonged."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_BY_COOKIE, {"hash": _hash(cookie)})).first()
        now = self._clock.now()
        if row is None or min(row.idle_ends_at, row.ends_at) <= now:
            return None
        idle_ends_at = row.idle_ends_at
        if is_use and self._lifetimes.is_stale(row.last_used_at, now):
            idle_ends_at = self._lifetimes.idle_end(now, row.ends_at)
            self._extend_soon(row.id, now)
        return ResumedSession(row.id, row.person, idle_ends_at, row.ends_at)

    async def end(self, cookie: str) -> bool:
        """Returns whether there was a session to end."""
        found = await self.resume(cookie)
        if found is None:
            return False
        async with self._units_of_work() as work:
            await work.sessions.end(found.person, found.id)
            await work.commit()
        return True

    async def close(self) -> None:
        """Writes what is still to be written."""
        await asyncio.gather(*tuple(self._extending.values()))

    def _extend_soon(self, session: SessionId, now: datetime) -> None:
        """Once, however many requests of the session come together."""
        if session not in self._extending:
            task = self._extending[session] = asyncio.create_task(self._extend(session, now))
            task.add_done_callback(lambda _task: self._extending.pop(session, None))

    async def _extend(self, session: SessionId, now: datetime) -> None:
        try:
            async with self._units_of_work() as work:
                await work.sessions.extend(session, now, now + self._lifetimes.idle)
                await work.commit()
        except Exception as error:  # whatever the driver raises; the next use tries again
            _log.warning("a session could not be extended", session=session, error=type(error).__name__)


def _hash(cookie: str) -> bytes:
    return sha256(cookie.encode()).digest()
