"""What goes after its time."""

from datetime import datetime

from sqlalchemy import BigInteger, Date, bindparam, delete, func, or_, select, update

from moments.domain.program.working_hours import STATE_TIME
from moments.infrastructure.persistence.tables import (
    browser_sessions,
    events,
    idempotency_keys,
    private_reads,
    stream_floor,
    used_logout_tokens,
)
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_BEFORE = bindparam("before", type_=UtcDateTime)
_KEYS = delete(idempotency_keys).where(idempotency_keys.c.at < _BEFORE)
_SESSIONS = delete(browser_sessions).where(
    or_(browser_sessions.c.idle_ends_at < _BEFORE, browser_sessions.c.ends_at < _BEFORE)
)
_LOGOUT_TOKENS = delete(used_logout_tokens).where(used_logout_tokens.c.until < _BEFORE)
_PRIVATE_READS = delete(private_reads).where(private_reads.c.day < bindparam("day", type_=Date))
_FLOOR = select(stream_floor.c.event).scalar_subquery()
_LAST = select(func.max(events.c.id)).scalar_subquery()
_YOUNG = events.c.id > _FLOOR, events.c.occurred_at >= _BEFORE
_KEPT = select(func.coalesce(func.min(events.c.id), _LAST)).where(*_YOUNG)
"""The first event that streams still tell; the last one whatever its age, as new followers begin there."""
_FORGOTTEN = select(func.count()).where(events.c.id > _FLOOR, events.c.id < bindparam("kept", type_=BigInteger))
_RAISE = update(stream_floor).values(event=bindparam("kept", type_=BigInteger) - 1)


class SqlExpiry:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def of_keys(self, before: datetime) -> int:
        return await self._work.run(_KEYS, {"before": before})

    async def of_sessions(self, before: datetime) -> int:
        ended = await self._work.run(_SESSIONS, {"before": before})
        return ended + await self._work.run(_LOGOUT_TOKENS, {"before": before})

    async def of_private_reads(self, before: datetime) -> int:
        return await self._work.run(_PRIVATE_READS, {"day": before.astimezone(STATE_TIME).date()})

    async def of_events(self, before: datetime) -> int:
        """They stay in the audit; streams are no longer resumed from them."""
        connection = self._work.connection
        kept = (await connection.execute(_KEPT, {"before": before})).scalar_one()
        if kept is None:
            return 0
        forgotten: int = (await connection.execute(_FORGOTTEN, {"kept": kept})).scalar_one()
        await self._work.run(_RAISE, {"kept": kept})
        return forgotten
