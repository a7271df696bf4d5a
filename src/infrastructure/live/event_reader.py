"""The event table as a stream: events in their order, with what says whom they concern."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.events import Audience, Role, people_of
from moments.application.live.event import PendingApplication, RecordedEvent
from moments.application.live.topics import topics_of
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.events import ParticipantReinstated, ParticipantSuspended
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.live.suggestion_audience import SuggestionAudience, suggestion_audience_of
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.event_codec import decode
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import applications, employees, events, stream_floor

_a = applications.c
_BOUNDS = select(select(stream_floor.c.event + 1).scalar_subquery(), select(func.max(events.c.id)).scalar_subquery())
_LATEST = select(events.c.occurred_at).order_by(events.c.id.desc()).limit(1)
_PAGE = (
    select(events)
    .where(
        events.c.id > bindparam("after", type_=BigInteger),
        events.c.id <= bindparam("upto", type_=BigInteger),
    )
    .order_by(events.c.id)
    .limit(bindparam("most"))
)
_DEPARTMENTS = select(employees.c.id, employees.c.department).where(in_array(employees.c.id))
_PENDING = select(_a.id, _a.applicant, _a.kind, _a.supervisor).where(
    in_array(_a.applicant), _a.state == constant(ApplicationState.SUBMITTED)
)
_Standing = ParticipantSuspended | ParticipantReinstated
END = 2**62
"""Greater than any event id."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ids of the first event that streams are resumed from and of the last, 0 for none; and when the last was."""

    first: int
    last: int
    at: datetime


@dataclass(frozen=True, slots=True)
class EventPage:
    bounds: Bounds
    events: Sequence[RecordedEvent]


class EventReader:
    """Each read is a transaction of its own, of one moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def bounds(self) -> Bounds:
        async with self._database.reading() as connection:
            return await _bounds(connection)

    async def page(self, after: int, upto: int, most: int) -> EventPage:
        """Of the events behind `after` up to `upto`, the first so many."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_PAGE, {"after": after, "upto": upto, "most": most})).all()
            recorded = await _with_audience(connection, [_recorded_event(row) for row in rows])
            return EventPage(await _bounds(connection), recorded)

    async def read_new(self, after: int, most: int) -> Sequence[RecordedEvent]:
        """As `page`, up to the end; what a process that is up to date asks again and again."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_PAGE, {"after": after, "upto": END, "most": most})).all()
            return await _with_audience(connection, [_recorded_event(row) for row in rows])


async def _bounds(connection: AsyncConnection) -> Bounds:
    first, last = (await connection.execute(_BOUNDS)).one()
    at = None if last is None else (await connection.execute(_LATEST)).scalar_one()
    return Bounds(first, last or 0, at or datetime.now(UTC))


def _recorded_event(row: Row[Any]) -> RecordedEvent:
    event = decode(row.type, row.version, row.occurred_at, row.by, row.data)
    return RecordedEvent(row.id, event, row.subject_kind, row.subject)


async def _with_audience(connection: AsyncConnection, recorded: Sequence[RecordedEvent]) -> Sequence[RecordedEvent]:
    departments = await _departments(connection, filter(None, map(_about, recorded)))
    pending = await _pending(connection, (each.event.person for each in recorded if isinstance(each.event, _Standing)))
    audience = await suggestion_audience_of(connection, recorded)
    return [_addressed(each, departments, pending, audience) for each in recorded]


def _addressed(
    recorded: RecordedEvent,
    departments: Mapping[PersonId, DepartmentCode],
    pending: Mapping[PersonId, list[PendingApplication]],
    audience: SuggestionAudience,
) -> RecordedEvent:
    about = _about(recorded)
    theirs = tuple(pending.get(about, ())) if about and isinstance(recorded.event, _Standing) else ()
    department, suggested_to = departments.get(about) if about else None, audience.mentees_to_notify(recorded)
    complete = replace(
        recorded,
        department=department,
        pending=theirs,
        suggested_to=suggested_to,
        can_be_requested=bool(suggested_to) and audience.takes_requests(recorded),
    )
    return replace(complete, topics=topics_of(complete))


def _about(recorded: RecordedEvent) -> PersonId | None:
    """The applicant or participant; other events are no department's business."""
    if Audience.DEPARTMENT not in recorded.type.value.audience:
        return None
    people = people_of(recorded.event)
    return people.get(Role.APPLICANT) or people.get(Role.PERSON)


async def _departments(connection: AsyncConnection, people: Iterable[PersonId]) -> Mapping[PersonId, DepartmentCode]:
    if not (ids := sorted_ids(people)):
        return {}
    return {row.id: row.department for row in await connection.execute(_DEPARTMENTS, {"ids": ids})}


async def _pending(
    connection: AsyncConnection, people: Iterable[PersonId]
) -> Mapping[PersonId, list[PendingApplication]]:
    found: dict[PersonId, list[PendingApplication]] = {}
    if ids := sorted_ids(people):
        for row in await connection.execute(_PENDING, {"ids": ids}):
            found.setdefault(row.applicant, []).append(
                PendingApplication(row.id, ApplicationKind(row.kind), row.supervisor)
            )
    return found
