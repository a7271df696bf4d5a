"""A letter that could not be delivered, and what the program office may do about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import required_text

REASON_LIMIT = 500


class LetterState(Enum):
    """OBSOLETE: no longer true when it was about to be sent. FAILED: delivery failed permanently, and the program
    office decides whether to send it again or to discard it."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEvent(DomainEvent):
    """Neither to whom nor what it says: only which, and of what kind."""

    letter: int
    kind: str


class LetterDied(LetterEvent):
    __slots__ = ()


class LetterSentAgain(LetterEvent):
    __slots__ = ()


class LetterDiscarded(LetterEvent):
    __slots__ = ()


class LetterNotFailed(DomainError):
    """Only what failed can be sent again or discarded."""

    field = "letter"

    def __init__(self, state: LetterState) -> None:
        self.state = state
        super().__init__(f"This email {_NOW[state]}, so it cannot be resent or discarded. Refresh the list.")


_NOW = {
    LetterState.WAITING: "is on its way",
    LetterState.SENT: "was sent",
    LetterState.DROPPED: "was dropped, as it was no longer true",
    LetterState.DEAD: "has failed",
    LetterState.DISCARDED: "was discarded",
}


@dataclass(slots=True, eq=False)
class OutgoingLetter(Aggregate):
    """`problem`: why it failed, and when it was discarded also why that was."""

    id: int
    kind: str
    state: LetterState
    attempts: int
    problem: str | None = None

    def send_again(self, by: PersonId, *, at: datetime) -> None:
        """From its first attempt on; raises LetterNotFailed."""
        self._check_failed()
        self.state, self.attempts, self.problem = LetterState.WAITING, 0, None
        self._record(LetterSentAgain(occurred_at=at, by=by, letter=self.id, kind=self.kind))

    def discard(self, by: PersonId, reason: str, *, at: datetime) -> None:
        """For good; raises LetterNotFailed, UnusableText."""
        self._check_failed()
        why = required_text(reason, "reason", "The reason", limit=REASON_LIMIT, one_line=True)
        self.state = LetterState.DISCARDED
        self.problem = f"{self.problem or 'It failed.'} Discarded: {why}"
        self._record(LetterDiscarded(occurred_at=at, by=by, letter=self.id, kind=self.kind))

    def _check_failed(self) -> None:
        if self.state is not LetterState.DEAD:
            raise LetterNotFailed(self.state)
