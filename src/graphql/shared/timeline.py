"""Timelines: what happened, when, by whom, in the order it happened (and the office's audit, newest first)."""

import re
from collections.abc import Mapping
from datetime import datetime

import strawberry

from moments.application.events import EventKind, Role
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import TimelineRow
from moments.graphql.participants.types import Person
from moments.graphql.shared.context import Context
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference

_ROLES = {
    Role.APPLICANT: "the applicant",
    Role.SUPERVISOR: "the supervisor",
    Role.FROM_SUPERVISOR: "one supervisor",
    Role.TO_SUPERVISOR: "another",
    Role.MENTOR: "the mentor",
    Role.MENTEE: "the mentee",
    Role.PERSON: "a team member",
}


def _described(kind: EventKind) -> str:
    """The catalog's sentence without names; `it` is the subject that the event's name starts with."""
    if kind is EventKind.OTHER:
        return "An event that this server does not know."
    names = {role.value: words for role, words in _ROLES.items()}
    sentence = kind.value.sentence.format(by="The actor", **names)
    return re.sub(r"\bit\b", f"the {kind.name.split('_')[0].lower()}", sentence)


TimelineAction = described_enum(
    EventKind,
    name="TimelineAction",
    description="Type of an event of the program. The actor is the person in `actor`, or the program itself.",
    values={kind: _described(kind) for kind in EventKind},
)


class _Names(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "somebody"


@strawberry.type(description="An event in a timeline.")
class TimelineEntry:
    at: datetime = strawberry.field(description="When the event occurred.")
    action: EventKind = strawberry.field(description="Type of the event.")
    actor: Person | None = strawberry.field(description="The person who acted; null if the program did by itself.")
    message: str = strawberry.field(description="The event as a sentence.")

    @classmethod
    def of(cls, row: TimelineRow, reference: Reference) -> "TimelineEntry":
        # Some events are hidden from some readers by their name, so an unknown one names nobody.
        by = None if row.action is EventKind.OTHER else row.by
        return cls(
            at=row.at,
            action=row.action,
            actor=Person.of_row(by, reference),
            message=sentence(row.action, by.name if by else None, row.names),
        )


def sentence(action: EventKind, by: str | None, names: Mapping[Role, str]) -> str:
    """Returns the event as a sentence; `by` None: the program acted by itself."""
    words = _Names({role.value: name for role, name in names.items()}, by=by or "The program")
    return action.value.sentence.format_map(words)


async def timeline(
    context: Context, kind: str, subject: str, page: PageRequest, *, reviews: bool = True
) -> Connection[TimelineEntry]:
    """Returns the timeline of one object; timelines of all objects of the kind in the operation share their statements.

    `reviews`: whether to include when a decision made in lieu was marked as seen, which is hidden from the applicant.
    """

    async def load(subjects: list[str]) -> list[Connection[TimelineEntry]]:
        pages = await context.read(lambda queries: queries.timelines(kind, subjects, page, reviews=reviews))
        reference = await context.reference()
        return [connection(pages[each], lambda row: TimelineEntry.of(row, reference)) for each in subjects]

    return await context.loader(("timeline", kind, page, reviews), load).load(subject)
