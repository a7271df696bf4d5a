"""When people named supervisors whom the directory does not have; those before the last hour are deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, text

from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.locks import KeyedLock, acquire_keyed
from moments.infrastructure.persistence.tables import supervisor_tries
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_c = supervisor_tries.c
_LOCK = text(acquire_keyed(KeyedLock.SUPERVISOR_TRIES, ":person"))
_SINCE = (
    select(_c.at)
    .where(_c.person == bindparam("person"), _c.at > bindparam("earliest", type_=UtcDateTime()))
    .order_by(_c.at)
)
_OLD = delete(supervisor_tries).where(
    _c.person == bindparam("person"), _c.at <= bindparam("earliest", type_=UtcDateTime())
)


class SqlSupervisorTries:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def since(self, person: PersonId, earliest: datetime) -> Sequence[datetime]:
        if self._work.on_postgresql:
            await self._work.all(_LOCK, person=person)
        await self._work.run(_OLD, {"person": person, "earliest": earliest})
        return [row.at for row in await self._work.all(_SINCE, person=person, earliest=earliest)]

    async def add(self, person: PersonId, at: datetime) -> None:
        await self._work.run(insert(supervisor_tries), {"person": person, "at": at})
