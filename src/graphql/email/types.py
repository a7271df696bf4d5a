"""An email as the program office sees it: to whom, of what kind, and what became of it; never what it says."""

from datetime import datetime

import strawberry

from moments.application.queries.rows import EmailCounts as Counts
from moments.application.queries.rows import EmailRow
from moments.domain.email import email as domain
from moments.domain.email import kinds
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference

EmailKind = strawberry.enum(kinds.EmailKind, name="EmailKind", description="Every email of the program.")
EmailState = strawberry.enum(
    domain.EmailState,
    name="EmailState",
    description="State of an email. OBSOLETE: it was no longer true when its turn came. FAILED: nobody could "
    "deliver it, and the office sends it again or discards it.",
)


@strawberry.type(description="An email, without what it says.")
class Email(Node):
    kind: kinds.EmailKind = strawberry.field(description="Kind of email.")
    recipient: Person = strawberry.field(description="To whom.")
    state: domain.EmailState = strawberry.field(description="State of the email.")
    due_at: datetime = strawberry.field(description="Since when it is due.")
    attempts: int = strawberry.field(description="How often it was tried.")
    next_attempt_at: datetime | None = strawberry.field(description="While it waits: when it is tried again.")
    settled_at: datetime | None = strawberry.field(description="When it was sent, dropped, failed or discarded.")
    problem: str | None = strawberry.field(description="Why it waits, was dropped, failed or was discarded.")

    @classmethod
    def of(cls, row: EmailRow, reference: Reference) -> "Email":
        waits = row.state is domain.EmailState.QUEUED
        return cls(
            id=ids.encode("Email", str(row.id)),
            kind=kinds.EmailKind(row.kind),
            recipient=Person.of(row.recipient, reference),
            state=row.state,
            due_at=row.due_at,
            attempts=row.attempts,
            next_attempt_at=row.next_at if waits else None,
            settled_at=row.settled_at,
            problem=row.problem,
        )


@strawberry.type(description="How many emails there are in each state.")
class EmailCounts:
    queued: int = strawberry.field(description="On their way.")
    sent: int = strawberry.field(description="Taken by the mail server.")
    obsolete: int = strawberry.field(description="No longer true when their turn came.")
    failed: int = strawberry.field(description="Failed, for the office to decide about.")
    discarded: int = strawberry.field(description="Failed, and the office let them be.")

    @classmethod
    def of(cls, counts: Counts) -> "EmailCounts":
        return cls(**{state.name.lower(): counts.get(state, 0) for state in domain.EmailState})


def email_number(value: str) -> int:
    """Of a global id; 0, which none has, for any other text."""
    identity = ids.identity_of("Email", value)
    return int(identity) if identity.isascii() and identity.isdecimal() and len(identity) < 19 else 0
