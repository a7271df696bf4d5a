"""The office's audit: what happened, who did it, and what it was about."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from moments.application.events import EventKind, Subject
from moments.application.queries.filters import AuditFilter, Period, TimeOrder
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import AuditRow
from moments.graphql.participants.types import Person
from moments.graphql.shared import filters, ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry

SUBJECT_TYPES = {
    "application": "Application",
    "participant": "Participant",
    "mentorship": "Mentorship",
    "survey": "Survey",
    "skill": "Skill",
    "department": "Department",
    "office": "Person",
    "letter": "Email",
    "cycle": "Cycle",
    "rehearsal": "TrialRun",
    "resource": "Resource",
}
"""The type of the object that an event's subject is. A list of suggestions has no ID of its own."""
Actor = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: what the person with this ID did only.")
]
Involved = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Filter: what the person with this ID did or is named in only."),
]
Actions = Annotated[list[EventKind] | None, strawberry.argument(description="Filter: events of these types only.")]
SubjectId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: events about the object with this ID only.")
]


@strawberry.type(description="An event of the program, as the office's audit has it.")
class AuditEntry(Node):
    about: strawberry.Private[strawberry.ID | None]
    at: datetime = strawberry.field(description="When the event occurred.")
    action: EventKind = strawberry.field(description="Type of the event.")
    actor: Person | None = strawberry.field(description="The person who acted; null if the program did by itself.")
    message: str = strawberry.field(description="The event as a sentence.")

    @strawberry.field(
        description="The object that the event is about; null if there is none that the viewer may see any more."
    )
    async def subject(self, info: Info) -> Node | None:
        return None if self.about is None else await _node(info.context, self.about)

    @classmethod
    def of(cls, row: AuditRow, reference: Reference) -> "AuditEntry":
        told, kind = TimelineEntry.of(row.entry, reference), SUBJECT_TYPES.get(row.subject.kind)
        return cls(
            id=ids.encode("AuditEntry", str(row.entry.id)),
            about=None if kind is None else ids.encode(kind, row.subject.id),
            at=told.at,
            action=told.action,
            actor=told.actor,
            message=_message(told.message, row.subject),
        )


def _message(told: str, subject: Subject) -> str:
    """Of an export, also which table it was, and of a holiday its day, as there is no object that says so."""
    match subject.kind:
        case "export":
            return f"{told[:-1]}: {subject.id}."
        case "holiday":
            day = date.fromisoformat(subject.id)
            return f"{told[:-1]}: {day:%B} {day.day}, {day.year}."
        case _:
            return told


async def _node(context: Context, about: str) -> Node | None:
    from moments.graphql.nodes import find  # late: it finds audit entries, too

    async def load(wanted: list[str]) -> list[Node | None]:
        return await find(context, wanted)

    return await context.loader("nodes", load).load(about)


@strawberry.type
class AuditDashboard:
    @connection_field("All events of the program, newest first.")
    async def audit(
        self,
        info: Info,
        page: PageRequest,
        person: Involved = None,
        actor: Actor = None,
        actions: Actions = None,
        subject: SubjectId = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[AuditEntry]:
        criteria = AuditFilter(
            person=filters.person_of(person),
            actor=filters.person_of(actor),
            actions=frozenset(actions or ()),
            subject=None if subject is None else _subject(subject),
            period=Period(since, until),
            order=order_by or TimeOrder.NEWEST,
        )
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.audit(actor, criteria, page),
            lambda row, actor, reference: AuditEntry.of(row, reference),
        )


def _subject(identity: str) -> Subject:
    """Raises InvalidId, also for an ID of a type that no event is about."""
    kind, key = ids.decode(identity) or ("", "")
    found = next((name for name, type_ in SUBJECT_TYPES.items() if type_ == kind), None)
    if found is None:
        raise ids.InvalidId(identity, sorted(set(SUBJECT_TYPES.values())))
    return Subject(found, key)
