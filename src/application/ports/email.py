"""Email delivery: emails are claimed from the outbox, rendered, sent to a mail server, and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from moments.domain.email.data import EmailData
from moments.domain.email.email import EmailState as EmailState
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class ClaimedEmail:
    """An email that one worker has claimed until its lease ends. `fencing_token` identifies the claim. `data`: None if
    this server cannot read it.
    """

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
    """An email as text, to one address. `unsubscribe`: the URL that mutes this reminder with one click."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class ObsoleteEmail:
    """The email is not sent, because its content is no longer true, or because it has no recipient."""

    reason: str


class EmailRenderer(Protocol):
    async def render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail]:
        """One result for each email, in order, from current data, in a fixed number of statements."""
        ...


class PermanentFailure(Exception):
    """The mail server rejects this email permanently (an address that does not exist); str() is its reason, without the
    address.
    """


class TransientFailure(Exception):
    """The mail server rejects this email temporarily, or disconnected before confirming delivery; the email is tried
    again later, with the same Message-ID.
    """


class MailServerUnavailable(Exception):
    """The server cannot be reached, or rejects the connection. The email is not the cause, and nothing was sent."""


class MailTransport(Protocol):
    """Sends emails to a mail server, or writes them to a folder."""

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        """Raises PermanentFailure, TransientFailure, MailServerUnavailable."""
        ...

    async def close(self) -> None: ...


class DeliveryQueue(Protocol):
    """The outbox for delivery workers. Each call is one short transaction."""

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[ClaimedEmail]:
        """Claims due emails that no worker holds, oldest first, for `lease`; no more than the rate limit per minute
        over all workers.
        """
        ...

    async def mark_sent(self, email: ClaimedEmail, at: datetime) -> bool:
        """Returns False if another worker has claimed the email since."""
        ...

    async def mark_obsolete(self, email: ClaimedEmail, at: datetime, reason: str) -> bool: ...

    async def retry_at(self, email: ClaimedEmail, until: datetime, problem: str) -> bool:
        """Releases the email until then, and counts the attempt."""
        ...

    async def release(self, email: ClaimedEmail, until: datetime) -> bool:
        """Releases the email until then, without counting an attempt."""
        ...

    async def mark_failed(self, email: ClaimedEmail, at: datetime, problem: str) -> bool:
        """Puts the email on the program office's list, and records an event that notifies the office."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next queued email is due, or its lease ends."""
        ...
