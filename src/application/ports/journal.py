"""What a transaction writes besides its rows: events, emails due, and the idempotency key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.email.data import EmailData
from moments.domain.email.email import OutboxEmail
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


class Journal(Protocol):
    async def write(self, events: list[DomainEvent]) -> None:
        """Writes the events, which are the live stream and the permanent audit log. Called once, last, because this
        call takes the lock that orders events.
        """
        ...


@dataclass(frozen=True, slots=True)
class Email:
    """An email due. `dedupe_key`: prevents a second email. `data`: JSON of ids, plus text that cannot be read later.

    `about`: of the emails about the same thing to the same person that wait, only the newest is sent; None for an email
    of which each counts. `caused_by`: whose action made it due; None for the program itself.
    """

    kind: str
    recipient: PersonId
    dedupe_key: str
    due_at: datetime
    data: EmailData
    about: str | None = None
    caused_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """`until`: when the email may be sent. `why`: a sentence for the program office."""

    until: datetime
    why: str


class Outbox(Protocol):
    async def add(self, email: Email, held: Held | None = None) -> None:
        """Does nothing if an email with that `dedupe_key` already exists. `held`: None sends it at once."""
        ...

    async def add_obsolete(self, email: Email, reason: str) -> None:
        """Like `add`, for an email that is not to be sent."""
        ...

    async def supersede(self, email: Email, reason: str) -> Collection[str]:
        """Marks the waiting emails about the same thing to the same person as obsolete, those excepted that are being
        sent; returns their kinds.
        """
        ...

    async def times_between(self, caused_by: PersonId, recipient: PersonId, at: datetime) -> Sequence[datetime]:
        """When the emails that one person caused to another in the last hour were sent, or will be at the earliest;
        in order. Until the transaction ends, no other counts those of this person.
        """
        ...

    async def get(self, email: int) -> OutboxEmail:
        """Raises NotFound."""
        ...

    async def save(self, email: OutboxEmail, at: datetime) -> None:
        """Stores the program office's decision about a failed email; raises ConcurrentUpdate."""
        ...

    async def purge(self, before: datetime) -> int:
        """Deletes the data and the problem of emails settled before then; returns how many."""
        ...

    async def add_all(self, due: Sequence[Email]) -> int:
        """Like `add`, for tens of thousands; returns how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class IdempotencyRecord:
    """The use of a key: the action, a fingerprint of its input, and the identity that it returned."""

    action: str
    fingerprint: str
    result: str


class IdempotencyKeys(Protocol):
    """Idempotency keys; each belongs to the person who sent it."""

    async def find(self, person: PersonId, key: str) -> IdempotencyRecord | None:
        """Returns the use of the key; waits for a running transaction that uses it."""
        ...

    async def add(self, person: PersonId, key: str, done: IdempotencyRecord, at: datetime) -> None:
        """Raises DuplicateKey if another transaction has added it."""
        ...
