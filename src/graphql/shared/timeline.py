"""Timelines: what happened, when, by whom, in the order it happened (and the office's audit, newest first)."""

import re
from datetime import datetime

import strawberry

from moments.application.events import EventKind, Role
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import TimelineRow
from moments.graphql.shared.context import Context
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Connection, connection

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
    description="Type of an event of the program. The actor is the person in `actorName`, or the program itself.",
    values={kind: _described(kind) for kind in EventKind},
)


class _Names(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "somebody"


@strawberry.type(description="An event in a timeline.")
class TimelineEntry:
    at: datetime = strawberry.field(description="When the event occurred.")
    action: EventKind = strawberry.field(description="Type of the event.")
    actor_name: str | None = strawberry.field(description="Name of the person who acted; null for automatic actions.")
    message: str = strawberry.field(description="The event as a sentence.")

    @classmethod
    def of(cls, row: TimelineRow) -> "TimelineEntry":
        # Some events are hidden from some readers by their name, so an unknown one names nobody.
        by = None if row.action is EventKind.OTHER else row.by_name
        names = _Names({role.value: name for role, name in row.names.items()}, by=by or "The program")
        return cls(at=row.at, action=row.action, actor_name=by, message=row.action.value.sentence.format_map(names))


async def timeline(
    context: Context, kind: str, subject: str, page: PageRequest, *, reviews: bool = True
) -> Connection[TimelineEntry]:
    """Returns the timeline of one object; timelines of all objects of the kind in the operation share their statements.

    `reviews`: whether to include when a decision made in lieu was marked as seen, which is hidden from the applicant.
    """

    async def load(subjects: list[str]) -> list[Connection[TimelineEntry]]:
        pages = await context.read(lambda queries: queries.timelines(kind, subjects, page, reviews=reviews))
        return [connection(pages[each], TimelineEntry.of) for each in subjects]

    return await context.loader(("timeline", kind, page, reviews), load).load(subject)
