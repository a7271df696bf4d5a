"""A letter as the program office sees it: to whom, of what kind, and what became of it; never what it says."""

from datetime import datetime

import strawberry

from moments.application.queries.rows import LetterCounts as Counts
from moments.application.queries.rows import LetterRow
from moments.domain.email import email as domain
from moments.domain.email import kinds
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference

LetterKind = strawberry.enum(kinds.LetterKind, name="LetterKind", description="Every letter of the program.")
LetterState = strawberry.enum(
    domain.LetterState,
    name="LetterState",
    description="State of an email. DROPPED: it was no longer true when its turn came. DEAD: nobody could "
    "deliver it, and the office sends it again or discards it.",
)


@strawberry.type(description="A letter, without what it says.")
class Letter(Node):
    kind: kinds.LetterKind = strawberry.field(description="Kind of email.")
    recipient: Person = strawberry.field(description="To whom.")
    state: domain.LetterState = strawberry.field(description="State of the email.")
    due_at: datetime = strawberry.field(description="Since when it is due.")
    attempts: int = strawberry.field(description="How often it was tried.")
    next_attempt_at: datetime | None = strawberry.field(description="While it waits: when it is tried again.")
    settled_at: datetime | None = strawberry.field(description="When it was sent, dropped, failed or discarded.")
    problem: str | None = strawberry.field(description="Why it waits, was dropped, failed or was discarded.")

    @classmethod
    def of(cls, row: LetterRow, reference: Reference) -> "Letter":
        waits = row.state is domain.LetterState.WAITING
        return cls(
            id=ids.encode("Letter", str(row.id)),
            kind=kinds.LetterKind(row.kind),
            recipient=Person.of(row.recipient, reference),
            state=row.state,
            due_at=row.due_at,
            attempts=row.attempts,
            next_attempt_at=row.next_at if waits else None,
            settled_at=row.settled_at,
            problem=row.problem,
        )


@strawberry.type(description="How many letters there are in each state.")
class LetterCounts:
    waiting: int = strawberry.field(description="On their way.")
    sent: int = strawberry.field(description="Taken by the mail server.")
    dropped: int = strawberry.field(description="No longer true when their turn came.")
    dead: int = strawberry.field(description="Failed, for the office to decide about.")
    discarded: int = strawberry.field(description="Failed, and the office let them be.")

    @classmethod
    def of(cls, counts: Counts) -> "LetterCounts":
        return cls(**{state.value: counts.get(state, 0) for state in domain.LetterState})


def letter_number(value: str) -> int:
    """Of a global id; 0, which none has, for any other text."""
    identity = ids.identity_of("Letter", value)
    return int(identity) if identity.isascii() and identity.isdecimal() and len(identity) < 19 else 0
