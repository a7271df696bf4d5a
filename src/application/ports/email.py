"""Email delivery: claimed from the outbox, written, handed to a mail server, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from moments.domain.email.data import EmailData
from moments.domain.email.email import EmailState as EmailState
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class ClaimedEmail:
    """An email that one worker has claimed until its lease ends; `fencing_token` tells that claim from a later one.
    `data`: None where this server can't read it."""

    id: int
    fencing_token: int
    message_id: str
    kind: str
    recipient: PersonId
    data: EmailData | None
    due_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """`method`: REQUEST or CANCEL (iTIP, RFC 5546)."""

    method: str
    content: str


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    """An email in words, to one address. `unsubscribe`: the address that mutes this reminder, for one click."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class ObsoleteEmail:
    """What the email would say has changed meanwhile, or there is nobody to read it; it is not sent."""

    reason: str


class EmailRenderer(Protocol):
    async def render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail]:
        """One for each email, in their order, from what the tables say now (in few statements, however many)."""
        ...


class PermanentFailure(Exception):
    """The mail server refuses this email for good (an address that does not exist); str() is its reason, without
    the address."""


class TransientFailure(Exception):
    """The mail server refuses this email for the moment, or disconnected before confirming delivery; it is
    tried again later, with the same Message-ID."""


class MailServerUnavailable(Exception):
    """No fault of the email: the server can't be reached, or refuses to talk to us. Nothing was sent."""


class MailTransport(Protocol):
    """Where emails go: a mail server, or a folder."""

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        """Raises PermanentFailure, TransientFailure, MailServerUnavailable."""
        ...

    async def close(self) -> None: ...


class DeliveryQueue(Protocol):
    """The outbox as those who deliver see it. Each call is one short transaction."""

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[ClaimedEmail]:
        """The emails that are due and nobody holds, oldest first; theirs for `lease`. No more than may be sent a
        minute, over all who claim."""
        ...

    async def mark_sent(self, email: ClaimedEmail, at: datetime) -> bool:
        """False where the lease had passed to somebody else meanwhile."""
        ...

    async def mark_obsolete(self, email: ClaimedEmail, at: datetime, reason: str) -> bool: ...

    async def retry_at(self, email: ClaimedEmail, until: datetime, problem: str) -> bool:
        """After an attempt that counts: gives it back until then."""
        ...

    async def release(self, email: ClaimedEmail, until: datetime) -> bool:
        """Gives it back until then, as if it had not been claimed."""
        ...

    async def mark_failed(self, email: ClaimedEmail, at: datetime, problem: str) -> bool:
        """To the program office's list, with an event that tells them."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next email that waits is due, or its lease ends."""
        ...
