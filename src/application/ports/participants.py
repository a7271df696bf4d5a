"""The store of participants."""

from typing import Protocol

from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import PersonId


class Participants(Protocol):
    async def lock(self, *people: PersonId) -> dict[PersonId, Participant]:
        """Locks those of the people who take part or have applied, in order of id, until the transaction ends.

        Slots and unanswered requests are read after locking, so they are current (CAP-4).
        """
        ...

    async def save(self, participant: Participant) -> None:
        """Inserts the participant (version 0) or updates the version that was read; raises ConcurrentUpdate.

        Does not write slots and unanswered requests, because they derive from the mentorships.
        """
        ...
