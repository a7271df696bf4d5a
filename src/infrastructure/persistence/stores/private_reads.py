"""Who has read whose private facts: a row for each day, reader, facts and role."""

from collections.abc import Sequence

from sqlalchemy import Executable, case
from sqlalchemy.dialects import postgresql, sqlite

from moments.domain.participants.private_facts import DaysReads
from moments.infrastructure.persistence.tables import private_reads
from moments.infrastructure.persistence.transaction import Transaction

_KEY = ("person", "day", "reader", "facts", "role")


class SqlPrivateReads:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def add(self, reads: Sequence[DaysReads]) -> None:
        if reads:
            await self._work.connection.execute(self._add(), [_values(each) for each in reads])

    def _add(self) -> Executable:
        insert = postgresql.insert(private_reads) if self._work.on_postgresql else sqlite.insert(private_reads)
        new, old = insert.excluded, private_reads.c
        later = case((new.last_at > old.last_at, new.last_at), else_=old.last_at)
        return insert.on_conflict_do_update(
            index_elements=_KEY, set_={"last_at": later, "times": old.times + new.times}
        )


def _values(reads: DaysReads) -> dict[str, object]:
    shown = reads.shown
    return {
        "person": shown.person,
        "day": reads.day,
        "reader": reads.reader,
        "facts": shown.facts.value,
        "role": shown.role.value,
        "first_at": reads.first_at,
        "last_at": reads.last_at,
        "times": reads.times,
    }
