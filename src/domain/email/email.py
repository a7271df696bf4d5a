"""An email that could not be delivered, and what the program office can do about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import required_text

REASON_LIMIT = 500


class EmailState(Enum):
    """OBSOLETE: no longer true when it was about to be sent. FAILED: delivery failed permanently, and the program
    office decides whether to send it again or to discard it."""

    QUEUED = "waiting"
    SENT = "sent"
    OBSOLETE = "dropped"
    FAILED = "dead"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailEvent(DomainEvent):
    """Contains the email's id and kind only, not the recipient or the text."""

    letter: int
    kind: str


class EmailFailed(EmailEvent):
    __slots__ = ()


class EmailResent(EmailEvent):
    __slots__ = ()


class EmailDiscarded(EmailEvent):
    __slots__ = ()


class EmailNotFailed(DomainError):
    """Only a failed email can be sent again or discarded."""

    field = "email"

    def __init__(self, state: EmailState) -> None:
        self.state = state
        super().__init__(f"This email {_NOW[state]}, so it cannot be resent or discarded. Refresh the list.")


_NOW = {
    EmailState.QUEUED: "is on its way",
    EmailState.SENT: "was sent",
    EmailState.OBSOLETE: "was dropped, as it was no longer true",
    EmailState.FAILED: "has failed",
    EmailState.DISCARDED: "was discarded",
}


@dataclass(slots=True, eq=False)
class OutboxEmail(Aggregate):
    """`problem`: why the email failed and, if it was discarded, the reason."""

    id: int
    kind: str
    state: EmailState
    attempts: int
    problem: str | None = None

    def send_again(self, by: PersonId, *, at: datetime) -> None:
        """Queues the email again with all its attempts; raises EmailNotFailed."""
        self.check_failed()
        self.state, self.attempts, self.problem = EmailState.QUEUED, 0, None
        self._record(EmailResent(occurred_at=at, by=by, letter=self.id, kind=self.kind))

    def discard(self, by: PersonId, reason: str, *, at: datetime) -> None:
        """Gives the email up permanently; raises EmailNotFailed, InvalidText."""
        self.check_failed()
        why = required_text(reason, "reason", "The reason", limit=REASON_LIMIT, one_line=True)
        self.state = EmailState.DISCARDED
        self.problem = f"{self.problem or 'It failed.'} Discarded: {why}"
        self._record(EmailDiscarded(occurred_at=at, by=by, letter=self.id, kind=self.kind))

    def check_failed(self) -> None:
        """Raises EmailNotFailed."""
        if self.state is not EmailState.FAILED:
            raise EmailNotFailed(self.state)
