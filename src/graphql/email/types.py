"""An email as the program office sees it: recipient, kind and state, but never the text."""

from datetime import datetime

import strawberry

from moments.application.actions.program import email_steps
from moments.application.queries.aggregates import email_of
from moments.application.queries.rows import EmailCounts as Counts
from moments.application.queries.rows import EmailRow
from moments.domain.email import email as domain
from moments.domain.email import kinds
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

EmailKind = described_enum(
    kinds.EmailKind,
    name="EmailKind",
    description="Kind of email; one for each email of the program.",
    values={
        kinds.EmailKind.APPLICATION_RECEIVED: "To the applicant: the application was submitted.",
        kinds.EmailKind.APPLICATION_APPROVED: "To the applicant: the application was approved.",
        kinds.EmailKind.APPLICATION_DENIED: "To the applicant: the application was denied.",
        kinds.EmailKind.MENTOR_REQUESTED: "To the mentor: a mentee sent a request.",
        kinds.EmailKind.REQUEST_ACCEPTED: "To the mentee: the mentor accepted the request.",
        kinds.EmailKind.MENTORSHIP_CONFIRMED: "To the mentor: the mentorship that the mentor accepted is confirmed.",
        kinds.EmailKind.REQUEST_DECLINED: "To the mentee: the mentor declined the request.",
        kinds.EmailKind.REQUEST_CLOSED: (
            "To the mentee: the request was closed, because the mentor is no longer available."
        ),
        kinds.EmailKind.REQUEST_WITHDRAWN: (
            "To the mentor: the request was canceled, because the mentee no longer takes part."
        ),
        kinds.EmailKind.REQUEST_WAITING: "Reminder to the mentor: a request has waited for an answer for a week.",
        kinds.EmailKind.REQUEST_STILL_WAITING: "Reminder to the mentee: the mentor has not answered for two weeks.",
        kinds.EmailKind.FIRST_MEETING_DUE: (
            "Reminder to the mentee: no meeting is set up two weeks after the acceptance."
        ),
        kinds.EmailKind.MEETING_PROPOSED: "To the partner: a meeting was proposed.",
        kinds.EmailKind.MEETING_MOVED: (
            "To the partner, and to the person who moved it if their calendar has it: a meeting was moved."
        ),
        kinds.EmailKind.MEETING_CONFIRMED: "To both: a meeting was confirmed.",
        kinds.EmailKind.MEETING_CALLED_OFF: (
            "To the partner, and to the person who canceled it if their calendar has it: a meeting was canceled."
        ),
        kinds.EmailKind.SURVEY_DUE: "To each of the two: the survey of an ended mentorship is due.",
        kinds.EmailKind.SURVEY_REMINDER: "Reminder that a survey has not been answered for two weeks.",
        kinds.EmailKind.MONDAY_DIGEST: (
            "To supervisors and administrators, on Mondays: the applications that wait for a decision."
        ),
        kinds.EmailKind.PERIOD_ANNOUNCED: "To every team member: the application period is announced.",
        kinds.EmailKind.PERIOD_ENDING: (
            "Reminder to team members who have not applied: the application period ends soon."
        ),
        kinds.EmailKind.SUGGESTIONS_ARRIVED: (
            "To each mentee of a matching run: the list of recommended mentors is ready."
        ),
    },
)
EmailState = described_enum(
    domain.EmailState,
    name="EmailState",
    description="State of an email on its way to the recipient.",
    values={
        domain.EmailState.QUEUED: "The email waits to be sent, to be tried again, or for others to the same person.",
        domain.EmailState.SENT: "The mail server accepted the email.",
        domain.EmailState.OBSOLETE: "The email was no longer true, or a newer one about the same thing took its place.",
        domain.EmailState.FAILED: "Delivery failed permanently; the office sends the email again or discards it.",
        domain.EmailState.DISCARDED: "Delivery failed, and the office discarded the email.",
    },
)


@strawberry.type(description="An email of the program, without its text.")
class Email(Node):
    row: strawberry.Private[EmailRow]
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
            row=row,
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

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        relations = (await info.context.viewer()).actor.relations()
        return viewer_actions(relations, email_steps(email_of(self.row)), only)


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
