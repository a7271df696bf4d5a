"""The browsers in which somebody is signed in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from moments.application.queries.rows import SessionRow
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.tables import browser_sessions
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.base import QueryBase

_AT = bindparam("at", type_=UtcDateTime)
_SESSIONS = (
    select(
        browser_sessions.c.id,
        browser_sessions.c.device,
        browser_sessions.c.created_at,
        browser_sessions.c.last_used_at,
        browser_sessions.c.idle_ends_at,
        browser_sessions.c.ends_at,
    )
    .where(
        browser_sessions.c.person == bindparam("person"),
        browser_sessions.c.idle_ends_at > _AT,
        browser_sessions.c.ends_at > _AT,
    )
    .order_by(browser_sessions.c.last_used_at.desc(), browser_sessions.c.id)
)


class SessionsQueries(QueryBase):
    async def sessions(self, person: PersonId, at: datetime) -> Sequence[SessionRow]:
        rows = await self._rows(_SESSIONS, {"person": person, "at": at})
        return [
            SessionRow(row.id, row.device, row.created_at, row.last_used_at, row.idle_ends_at, row.ends_at)
            for row in rows
        ]
