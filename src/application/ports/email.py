"""Email delivery: claimed from the outbox, written, handed to a mail server, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from moments.application.email.data import EmailData
from moments.domain.email.email import LetterState as LetterState
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter that one worker has claimed until its lease ends; `fence` tells that claim from a later one.
    `data`: None where this server can't read it."""

    id: int
    fence: int
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
class Written:
    """A letter in words, to one address. `unsubscribe`: the address that mutes this reminder, for one click."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class Untrue:
    """What the letter would say has changed meanwhile, or there is nobody to read it; it is not sent."""

    reason: str


class Writer(Protocol):
    async def write(self, letters: Sequence[DueLetter]) -> Sequence[Written | Untrue]:
        """One for each letter, in their order, from what the tables say now (in few statements, however many)."""
        ...


class Undeliverable(Exception):
    """The mail server refuses this letter for good (an address that does not exist); str() is its reason, without
    the address."""


class NotNow(Exception):
    """The mail server refuses this letter for the moment, or disconnected before confirming delivery; it is
    tried again later, with the same Message-ID."""


class MailServerDown(Exception):
    """No fault of the letter: the server can't be reached, or refuses to talk to us. Nothing was sent."""


class Sink(Protocol):
    """Where letters go: a mail server, or a folder."""

    async def send(self, letter: DueLetter, written: Written) -> None:
        """Raises Undeliverable, NotNow, MailServerDown."""
        ...

    async def close(self) -> None: ...


class Mailroom(Protocol):
    """The outbox as those who deliver see it. Each call is one short transaction."""

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[DueLetter]:
        """The letters that are due and nobody holds, oldest first; theirs for `lease`. No more than may be sent a
        minute, over all who claim."""
        ...

    async def sent(self, letter: DueLetter, at: datetime) -> bool:
        """False where the lease had passed to somebody else meanwhile."""
        ...

    async def dropped(self, letter: DueLetter, at: datetime, reason: str) -> bool: ...

    async def later(self, letter: DueLetter, until: datetime, problem: str) -> bool:
        """After an attempt that counts: gives it back until then."""
        ...

    async def unsent(self, letter: DueLetter, until: datetime) -> bool:
        """Gives it back until then, as if it had not been claimed."""
        ...

    async def dead(self, letter: DueLetter, at: datetime, problem: str) -> bool:
        """To the program office's list, with an event that tells them."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next letter that waits is due, or its lease ends."""
        ...
