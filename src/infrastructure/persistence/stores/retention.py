"""What goes after its time."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from moments.infrastructure.persistence.tables import events, idempotency_keys
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_BEFORE = bindparam("before", type_=UtcDateTime)
_KEYS = delete(idempotency_keys).where(idempotency_keys.c.at < _BEFORE)
_LAST = select(func.max(events.c.id)).scalar_subquery()
_EVENTS = delete(events).where(events.c.occurred_at < _BEFORE, events.c.id < _LAST)


class SqlExpiry:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def of_keys(self, before: datetime) -> int:
        return await self._work.run(_KEYS, {"before": before})

    async def of_events(self, before: datetime) -> int:
        return await self._work.run(_EVENTS, {"before": before})
