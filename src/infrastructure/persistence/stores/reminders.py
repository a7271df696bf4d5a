"""The reminders that people do without; one person's are read and written under the lock of their record."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.tables import employees, muted_reminders
from moments.infrastructure.persistence.transaction import Transaction

_LOCK = select(employees.c.id).where(employees.c.id == bindparam("person")).with_for_update(key_share=True)
_MUTED = select(muted_reminders.c.reminder).where(muted_reminders.c.person == bindparam("person"))
_FORGET = delete(muted_reminders).where(
    muted_reminders.c.person == bindparam("muting"), muted_reminders.c.reminder == bindparam("heard")
)
_MUTE = insert(muted_reminders)


class SqlReminders:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def muted(self, person: PersonId) -> frozenset[Reminder]:
        await self._work.first(_LOCK, person=person)
        return frozenset(Reminder(row.reminder) for row in await self._work.all(_MUTED, person=person))

    async def mute_only(self, person: PersonId, reminders: frozenset[Reminder], at: datetime) -> None:
        muted = await self.muted(person)
        if heard := [{"muting": person, "heard": each.value} for each in muted - reminders]:
            await self._work.run(_FORGET, heard)
        if new := [{"person": person, "reminder": each.value, "at": at} for each in reminders - muted]:
            await self._work.run(_MUTE, new)
