"""What one transaction writes besides its rows: the events, the letters due, the key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.application.email.data import EmailData
from moments.domain.email.email import OutgoingLetter
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


class Journal(Protocol):
    async def write(self, events: list[DomainEvent]) -> None:
        """The events, which are followed live and are the audit, for good. Called once, last, as the order of
        events is settled here."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter due. `key` makes it one of its kind however often it is asked for; `data`: of its
    kind (`DATA_OF`)."""

    kind: str
    recipient: PersonId
    key: str
    due_at: datetime
    data: EmailData


class Outbox(Protocol):
    async def add(self, letter: Letter) -> None:
        """Does nothing when a letter of that key was written before."""
        ...

    async def get(self, letter: int) -> OutgoingLetter:
        """Raises NotFound."""
        ...

    async def save(self, letter: OutgoingLetter, at: datetime) -> None:
        """What the program office decided about one that had failed; raises ConcurrentUpdate."""
        ...

    async def purge(self, before: datetime) -> int:
        """Letters settled before then lose what they say and what was said about them; how many did."""
        ...

    async def add_all(self, due: Sequence[Letter]) -> int:
        """As `add`, for tens of thousands; how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What a key was used for: the action, a fingerprint of its input, and the identity it answered."""

    action: str
    fingerprint: str
    result: str


class Keys(Protocol):
    """Idempotency keys, each its sender's own."""

    async def find(self, person: PersonId, key: str) -> Done | None:
        """What the key was used for; waits for a transaction that is using it at the moment."""
        ...

    async def add(self, person: PersonId, key: str, done: Done, at: datetime) -> None:
        """Raises DuplicateKey when it was added meanwhile."""
        ...
