"""What one transaction writes besides its rows: the event, the audit, the letters due, the key."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


class Journal(Protocol):
    async def write(self, events: list[DomainEvent]) -> None:
        """The events for those who follow live, and for good in the audit. Called once, last, as the order of
        events is settled here."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter due. `key` makes it one of its kind however often it is asked for; `data`: what it says."""

    kind: str
    recipient: PersonId
    key: str
    due_at: datetime
    data: dict[str, str | None] = field(default_factory=dict)


class Outbox(Protocol):
    async def add(self, letter: Letter) -> None:
        """Does nothing when a letter of that key was written before."""
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
