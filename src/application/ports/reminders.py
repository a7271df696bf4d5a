"""The store of the reminders that people do without."""

from datetime import datetime
from typing import Protocol

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId


class Reminders(Protocol):
    async def muted(self, person: PersonId) -> frozenset[Reminder]:
        """Nobody else changes this person's until the transaction ends."""
        ...

    async def mute_only(self, person: PersonId, reminders: frozenset[Reminder], at: datetime) -> None:
        """These, and no others any more."""
        ...
