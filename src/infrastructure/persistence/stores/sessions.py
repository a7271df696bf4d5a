"""Browser sessions."""

from datetime import datetime

from sqlalchemy import bindparam, case, delete, insert, select, update

from moments.application.ports.sessions import BrowserSession
from moments.domain.shared.ids import PersonId, SessionId
from moments.infrastructure.persistence.tables import browser_sessions, employees, used_logout_tokens
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_OF_PERSON = browser_sessions.c.person == bindparam("of")
_LEAST_RECENT = (
    select(browser_sessions.c.id)
    .where(_OF_PERSON)
    .order_by(browser_sessions.c.last_used_at.desc(), browser_sessions.c.created_at.desc())
    .offset(bindparam("kept"))
    .limit(1_000)  # SQLite has no OFFSET without a LIMIT
)
_TRIM = delete(browser_sessions).where(browser_sessions.c.id.in_(_LEAST_RECENT))
_IDLE_END = bindparam("until", type_=UtcDateTime)
_EXTEND = (
    update(browser_sessions)
    .where(browser_sessions.c.id == bindparam("session"))
    .values(
        last_used_at=bindparam("used", type_=UtcDateTime),
        idle_ends_at=case((browser_sessions.c.ends_at < _IDLE_END, browser_sessions.c.ends_at), else_=_IDLE_END),
    )
)
_END = delete(browser_sessions).where(_OF_PERSON, browser_sessions.c.id == bindparam("session"))
_END_ALL = delete(browser_sessions).where(_OF_PERSON)
_END_OTHERS = _END_ALL.where(browser_sessions.c.id != bindparam("session"))
_END_OF_LEAVERS = delete(browser_sessions).where(
    browser_sessions.c.person.in_(select(employees.c.id).where(employees.c.left_on.is_not(None)))
)
_END_OF_ISSUER = delete(browser_sessions).where(browser_sessions.c.issuer == bindparam("of_issuer"))


class SqlSessions:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def add(self, session: BrowserSession, at_most: int) -> None:
        row = {
            "id": session.id,
            "person": session.person,
            "cookie_hash": session.cookie_hash,
            "issuer": session.login.issuer,
            "subject": session.login.subject,
            "sid": session.login.sid,
            "device": session.device,
            "created_at": session.created_at,
            "last_used_at": session.created_at,
            "idle_ends_at": session.idle_ends_at,
            "ends_at": session.ends_at,
        }
        await self._work.run(insert(browser_sessions), row)
        await self._work.run(_TRIM, {"of": session.person, "kept": at_most})

    async def extend(self, session: SessionId, used_at: datetime, idle_ends_at: datetime) -> bool:
        values = {"session": session, "used": used_at, "until": idle_ends_at}
        return bool(await self._work.run(_EXTEND, values))

    async def end(self, person: PersonId, session: SessionId) -> bool:
        return bool(await self._work.run(_END, {"of": person, "session": session}))

    async def end_others(self, person: PersonId, kept: SessionId | None = None) -> int:
        if kept is None:
            return await self._work.run(_END_ALL, {"of": person})
        return await self._work.run(_END_OTHERS, {"of": person, "session": kept})

    async def end_logins(self, issuer: str, *, subject: str | None, sid: str | None) -> int:
        if subject is None and sid is None:
            raise ValueError("a subject, a session of the provider or both")
        ended = _END_OF_ISSUER
        if subject is not None:
            ended = ended.where(browser_sessions.c.subject == subject)
        if sid is not None:
            ended = ended.where(browser_sessions.c.sid == sid)
        return await self._work.run(ended, {"of_issuer": issuer})

    async def end_of_leavers(self) -> int:
        return await self._work.run(_END_OF_LEAVERS)

    async def note_logout(self, issuer: str, token_id: str, until: datetime) -> None:
        row = {"issuer": issuer, "token_id": token_id, "until": until}
        await self._work.run(insert(used_logout_tokens), row)
