"""Ends open sockets whose sign-in has ended: signed out here or elsewhere, by the provider, idle too long, or left.

Asked of the database once a second, while there are sockets: whoever ends a session has nobody to tell, and nothing
can be missed.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog
from sqlalchemy import Row, bindparam, select

from moments.application.ports.clock import Clock
from moments.domain.shared.ids import PersonId, SessionId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import browser_sessions, employees, sign_ins
from moments.infrastructure.persistence.types import UtcDateTime

_log = structlog.stdlib.get_logger(__name__)
POLL_SECONDS: Final = 1.0
SESSION_ENDED: Final = "Your session has ended; sign in again"
UNBOUND: Final = "The program office has unbound your account; sign in again"
PERSON_LEFT: Final = "You are no current team member in the directory"
_NOW = bindparam("now", type_=UtcDateTime)
_OPEN = (
    select(browser_sessions.c.id)
    .join(employees, employees.c.id == browser_sessions.c.person)
    .where(
        in_array(browser_sessions.c.id, "sessions"),
        browser_sessions.c.idle_ends_at > _NOW,
        browser_sessions.c.ends_at > _NOW,
        employees.c.left_on.is_(None),
    )
)
_CURRENT = (
    select(employees.c.id, sign_ins.c.subject)
    .outerjoin(sign_ins, sign_ins.c.person == employees.c.id)
    .where(in_array(employees.c.id, "people"), employees.c.left_on.is_(None))
)


@dataclass(frozen=True, slots=True, eq=False)
class _Watched:
    """A socket. `session`: None for one that is signed in by a token, whose `subject` is the person's meanwhile."""

    person: PersonId
    session: SessionId | None
    subject: str | None
    end: Callable[[str], None]


class SessionWatch:
    """One a process."""

    def __init__(self, database: Database, clock: Clock, poll_seconds: float = POLL_SECONDS) -> None:
        self._database, self._clock, self._poll_seconds = database, clock, poll_seconds
        self._watched: set[_Watched] = set()

    def add(
        self,
        person: PersonId,
        session: SessionId | None,
        end: Callable[[str], None],
        *,
        subject: str | None = None,
    ) -> Callable[[], None]:
        """Calls `end` once, with a sentence for the person; the function returned stops watching."""
        watched = _Watched(person, session, subject, end)
        self._watched.add(watched)
        return lambda: self._watched.discard(watched)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def check(self) -> None:
        """Two statements at most."""
        watched, now = tuple(self._watched), self._clock.now()
        open_sessions = await self._open({each.session for each in watched if each.session}, now)
        current = await self._current({each.person for each in watched if not each.session})
        for each in watched:
            if each.session is not None and each.session not in open_sessions:
                self._end(each, SESSION_ENDED)
            elif each.session is None and each.person not in current:
                self._end(each, PERSON_LEFT)
            elif each.session is None and each.subject not in current[each.person]:
                self._end(each, UNBOUND)

    async def _run(self) -> None:
        failing = False
        while True:
            await asyncio.sleep(self._poll_seconds)
            try:
                await self.check()
                failing = False
            except Exception as error:  # whatever the driver raises; it is asked again
                if not failing:
                    _log.warning("sessions cannot be watched", error=type(error).__name__)
                failing = True

    def _end(self, watched: _Watched, why: str) -> None:
        self._watched.discard(watched)
        watched.end(why)

    async def _open(self, sessions: Collection[SessionId], now: datetime) -> frozenset[str]:
        rows = await self._rows(_OPEN, sessions=sorted_ids(sessions), now=now) if sessions else ()
        return frozenset(row.id for row in rows)

    async def _current(self, people: Collection[PersonId]) -> Mapping[PersonId, frozenset[str | None]]:
        """Those who have not left, with the subjects that they are bound to; None stands for none."""
        found: dict[PersonId, set[str | None]] = {}
        for row in await self._rows(_CURRENT, people=sorted_ids(people)) if people else ():
            found.setdefault(row.id, set()).add(row.subject)
        return {person: frozenset(subjects) for person, subjects in found.items()}

    async def _rows(self, statement: Statement, **parameters: object) -> Sequence[Row[Any]]:
        async with self._database.reading() as connection:
            return (await connection.execute(statement, parameters)).all()
