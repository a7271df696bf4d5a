"""Idempotency keys."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, text

from moments.application.ports.journal import IdempotencyRecord
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.locks import KeyedLock, acquire_keyed
from moments.infrastructure.persistence.tables import idempotency_keys
from moments.infrastructure.persistence.transaction import Transaction

_LOCK = text(acquire_keyed(KeyedLock.IDEMPOTENCY_KEY, ":person || ' ' || :key"))
_ONE = select(idempotency_keys).where(
    idempotency_keys.c.person == bindparam("person"), idempotency_keys.c.key == bindparam("key")
)


class SqlKeys:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def find(self, person: PersonId, key: str) -> IdempotencyRecord | None:
        """A second call with the key waits until the first is through, so that it finds what that answered
        and is not refused for what that did. Without the lock it would miss the key but see the committed change."""
        if self._work.on_postgresql:
            await self._work.all(_LOCK, person=person, key=key)
        row = await self._work.first(_ONE, person=person, key=key)
        return None if row is None else IdempotencyRecord(row.action, row.fingerprint, row.result)

    async def add(self, person: PersonId, key: str, done: IdempotencyRecord, at: datetime) -> None:
        row = {
            "person": person,
            "key": key,
            "action": done.action,
            "fingerprint": done.fingerprint,
            "result": done.result,
            "at": at,
        }
        await self._work.run(insert(idempotency_keys), row)
