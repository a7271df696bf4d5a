"""Events for those who follow live, and the audit, which is for good."""

from collections.abc import Sequence

from sqlalchemy import insert, text

from moments.domain.shared.events import DomainEvent
from moments.infrastructure.persistence.event_subjects import facts_of, subject_of
from moments.infrastructure.persistence.locks import AdvisoryLock, acquire
from moments.infrastructure.persistence.tables import audit
from moments.infrastructure.persistence.tables import events as events_table
from moments.infrastructure.persistence.transaction import Transaction, Values

CHANNEL = "moments_events"
"""PostgreSQL's LISTEN channel; a notification's payload is the last event's id."""

_LOCK = text(acquire(AdvisoryLock.EVENTS))
_NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', :last)")
_AUDIT = insert(audit)
_EVENTS = insert(events_table).returning(events_table.c.id, sort_by_parameter_order=True)


class SqlJournal:
    """`last` is the id of the last event that was written, once there is one."""

    def __init__(self, work: Transaction) -> None:
        self._work = work
        self.last: int | None = None

    async def write(self, events: Sequence[DomainEvent]) -> None:
        rows = [_event_row(event) for event in events]
        await self._work.run(_AUDIT, [_audit_row(row) for row in rows])
        if self._work.on_postgresql:
            await self._work.run(_LOCK)
        written = await self._work.connection.execute(_EVENTS, rows)
        self.last = written.scalars().all()[-1]
        if self._work.on_postgresql:
            await self._work.run(_NOTIFY, {"last": str(self.last)})


def _event_row(event: DomainEvent) -> Values:
    subject = subject_of(event)
    return {
        "type": type(event).__name__,
        "occurred_at": event.occurred_at,
        "by": event.by,
        "subject_kind": subject.kind,
        "subject": subject.id,
        "data": facts_of(event),
    }


def _audit_row(event: Values) -> Values:
    return {
        "at": event["occurred_at"],
        "by": event["by"],
        "action": event["type"],
        "subject_kind": event["subject_kind"],
        "subject": event["subject"],
        "data": event["data"],
    }
