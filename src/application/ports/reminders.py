"""The store of muted reminders."""

from datetime import datetime
from typing import Protocol

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId


class Reminders(Protocol):
    async def muted(self, person: PersonId) -> frozenset[Reminder]:
        """Locks the person's muted reminders until the transaction ends."""
        ...

    async def mute_only(self, person: PersonId, reminders: frozenset[Reminder], at: datetime) -> None:
        """Mutes these reminders, and unmutes all others."""
        ...
