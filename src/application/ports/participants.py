"""The store of participants."""

from typing import Protocol

from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import PersonId


class Participants(Protocol):
    async def lock(self, *people: PersonId) -> dict[PersonId, Participant]:
        """Those of the people who take part or have applied, locked in order of id until the transaction ends.

        Their places and waiting requests are read after the locks are held, so they are the truth (CAP-4).
        """
        ...

    async def save(self, participant: Participant) -> None:
        """Adds them (version 0) or writes over the version that was read; raises ConcurrentUpdate.

        Places and waiting requests are not written here: they follow from the mentorships.
        """
        ...
