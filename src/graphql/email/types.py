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

EmailKind = strawberry.enum(
    kinds.EmailKind, name="EmailKind", description="Kind of email; one for each email of the program."
)
EmailState = strawberry.enum(
    domain.EmailState,
    name="EmailState",
    description="State of an email.",
)


@strawberry.type(description="An email of the program, without its text.")
class Email(Node):
    kind: kinds.EmailKind = strawberry.field(description="Kind of email.")
    recipient: Person = strawberry.field(description="The team member it is addressed to.")
    state: domain.EmailState = strawberry.field(description="State of the email.")
    due_at: datetime = strawberry.field(description="When the email became due.")
    attempts: int = strawberry.field(description="Number of delivery attempts so far.")
    next_attempt_at: datetime | None = strawberry.field(
        description="When delivery is tried next; null unless the email is queued."
    )
    settled_at: datetime | None = strawberry.field(
        description="When the email was sent, became obsolete, failed or was discarded; null while it is queued."
    )
    problem: str | None = strawberry.field(
        description="Why the email is still queued, became obsolete, failed or was discarded; null if there is no "
        "reason to report."
    )

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


@strawberry.type(description="Number of emails in each state.")
class EmailCounts:
    queued: int = strawberry.field(description="Number of queued emails.")
    sent: int = strawberry.field(description="Number of emails that the mail server accepted.")
    obsolete: int = strawberry.field(
        description="Number of emails that were no longer true when they were about to be sent."
    )
    failed: int = strawberry.field(description="Number of emails that failed and wait for a decision by the office.")
    discarded: int = strawberry.field(description="Number of failed emails that the office discarded.")

    @classmethod
    def of(cls, counts: Counts) -> "EmailCounts":
        return cls(**{state.name.lower(): counts.get(state, 0) for state in domain.EmailState})


def email_number(value: str) -> int:
    """Of a global id; 0, which none has, for any other text."""
    identity = ids.identity_of("Email", value)
    return int(identity) if identity.isascii() and identity.isdecimal() and len(identity) < 19 else 0
