"""What one transaction writes besides its rows: the events, the emails due, the key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.email.data import EmailData
from moments.domain.email.email import OutboxEmail
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


class Journal(Protocol):
    async def write(self, events: list[DomainEvent]) -> None:
        """The events, which are followed live and are the audit, for good. Called once, last, as the order of
        events is settled here."""
        ...


@dataclass(frozen=True, slots=True)
class Email:
    """An email due. `dedupe_key` makes it one of its kind however often it is asked for; `data`: what it is about, by
    ids, and what can't be read any more when it is written; as JSON has it."""

    kind: str
    recipient: PersonId
    dedupe_key: str
    due_at: datetime
    data: EmailData


class Outbox(Protocol):
    async def add(self, email: Email) -> None:
        """Does nothing when an email of that `dedupe_key` was written before."""
        ...

    async def get(self, email: int) -> OutboxEmail:
        """Raises NotFound."""
        ...

    async def save(self, email: OutboxEmail, at: datetime) -> None:
        """What the program office decided about one that had failed; raises ConcurrentUpdate."""
        ...

    async def purge(self, before: datetime) -> int:
        """Emails settled before then lose what they say and what was said about them; how many did."""
        ...

    async def add_all(self, due: Sequence[Email]) -> int:
        """As `add`, for tens of thousands; how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class IdempotencyRecord:
    """What a key was used for: the action, a fingerprint of its input, and the identity it answered."""

    action: str
    fingerprint: str
    result: str


class IdempotencyKeys(Protocol):
    """Idempotency keys, each its sender's own."""

    async def find(self, person: PersonId, key: str) -> IdempotencyRecord | None:
        """What the key was used for; waits for a transaction that is using it at the moment."""
        ...

    async def add(self, person: PersonId, key: str, done: IdempotencyRecord, at: datetime) -> None:
        """Raises DuplicateKey when it was added meanwhile."""
        ...
