"""Events, which are followed live and are the audit, for good."""

from collections.abc import Sequence

from sqlalchemy import insert, text

from moments.application.events import kind_of, people_of
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.event_codec import encode
from moments.infrastructure.persistence.locks import AdvisoryLock, acquire
from moments.infrastructure.persistence.tables import event_people
from moments.infrastructure.persistence.tables import events as events_table
from moments.infrastructure.persistence.transaction import Transaction, Values

CHANNEL = "moments_events"
"""PostgreSQL's LISTEN channel; a notification's payload is the last event's id."""

_LOCK = text(acquire(AdvisoryLock.EVENTS))
_NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', :last)")
_EVENTS = insert(events_table).returning(events_table.c.id, sort_by_parameter_order=True)
_PEOPLE = insert(event_people)


class SqlJournal:
    """`last` is the id of the last event that was written, once there is one."""

    def __init__(self, work: Transaction) -> None:
        self._work = work
        self.last: int | None = None

    async def write(self, events: Sequence[DomainEvent]) -> None:
        rows = [_event_row(event) for event in events]
        if self._work.on_postgresql:
            await self._work.run(_LOCK)
        ids = (await self._work.connection.execute(_EVENTS, rows)).scalars().all()
        named = [{"person": each, "event": id} for id, event in zip(ids, events, strict=True) for each in _named(event)]
        if named:
            await self._work.connection.execute(_PEOPLE, named)
        self.last = ids[-1]
        if self._work.on_postgresql:
            await self._work.run(_NOTIFY, {"last": str(self.last)})


def _named(event: DomainEvent) -> set[PersonId]:
    """Everyone in the event, the actor among them."""
    return {*people_of(event).values(), *([event.by] if event.by is not None else [])}


def _event_row(event: DomainEvent) -> Values:
    """Raises LookupError for an event that has no entry in the catalog."""
    entry = kind_of(type(event)).value
    subject = entry.subject(event)
    return {
        "type": entry.name,
        "version": entry.version,
        "occurred_at": event.occurred_at,
        "by": event.by,
        "subject_kind": subject.kind,
        "subject": subject.id,
        "data": encode(event),
    }
