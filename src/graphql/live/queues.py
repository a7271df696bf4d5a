"""The subscriptions to the queues of supervisors and of departments' administrators."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from moments.application.access.relations import Actor, Relation
from moments.application.events import UnknownEvent
from moments.application.live import queues, topics
from moments.application.live.event import RecordedEvent, StreamPosition, Topic
from moments.application.live.queues import QueueItemChange
from moments.application.live.row_cache import Versioned
from moments.application.live.services import LiveServices
from moments.application.queries.rows import ApplicationRow, PersonRow, ViewerRow
from moments.domain.applications.events import ApplicationDecided
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import ApplicationId
from moments.graphql.applications.types import Application
from moments.graphql.live import cursors, row_loaders
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import QueueEvent
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.field_access import FieldAccess, can_read
from moments.graphql.shared.reference import Reference


@dataclass(frozen=True, slots=True)
class _EventContext:
    """`rows`: the applications that the event is about."""

    recorded: RecordedEvent
    reference: Versioned[Reference]
    rows: Mapping[ApplicationId, Versioned[ApplicationRow | None]]


class QueueStream(Stream[_EventContext]):
    @abstractmethod
    def changes(self, recorded: RecordedEvent, actor: Actor) -> Sequence[QueueItemChange]: ...

    @abstractmethod
    def is_in_queue(self, row: ApplicationRow, actor: Actor) -> bool:
        """Whether a submitted application is in the viewer's queue."""

    async def read(self, live: LiveServices, recorded: RecordedEvent) -> _EventContext:
        affected = queues.affected_applications(recorded)
        found = {each: await row_loaders.application(live, each, applicant) for each, applicant in affected}
        return _EventContext(recorded, await row_loaders.reference(live), found)

    def messages(self, context: _EventContext, actor: Actor) -> Iterable[tuple[StreamPosition, LazyMessage]]:
        for change in self.changes(context.recorded, actor):
            if change.what is queues.QueueChange.OTHER and not _can_read(context, change, actor):
                continue  # such as a draft: what is unknown about it must not tell that it exists
            yield StreamPosition(context.recorded.id, change.index), self._message(context, change, actor)

    def _message(self, context: _EventContext, change: QueueItemChange, actor: Actor) -> LazyMessage:
        recorded, reference = context.recorded, context.reference
        cache_key: tuple[object, ...] = (self.name, recorded.id, change, reference.version)
        if change.application is None:
            return LazyMessage(
                cache_key, _QueueMessage(recorded, change, None, False, frozenset(), actor, reference.value).build
            )
        seen = context.rows[change.application]
        row = seen.value
        relations = row_loaders.relations_to(row, actor) if row else frozenset({Relation.EMPLOYEE})
        waits = row is not None and row.state is ApplicationState.SUBMITTED and self.is_in_queue(row, actor)
        message = _QueueMessage(recorded, change, row, waits, relations, actor, reference.value)
        known = row_loaders.visibility_key(row, actor, relations) if row else ()
        return LazyMessage((*cache_key, seen.version, waits, relations, *known), message.build)


def _can_read(context: _EventContext, change: QueueItemChange, actor: Actor) -> bool:
    row = context.rows[change.application].value if change.application else None
    return row is not None and can_read("Application", row_loaders.relations_to(row, actor))


class ApprovalQueue(QueueStream):
    name = "approvalQueue"

    def is_allowed(self, viewer: ViewerRow) -> bool:
        return viewer.supervises

    def topics(self, actor: Actor) -> frozenset[Topic]:
        return frozenset({topics.supervised_by(actor.person)})

    def changes(self, recorded: RecordedEvent, actor: Actor) -> Sequence[QueueItemChange]:
        return queues.for_supervisor(recorded, actor.person)

    def is_in_queue(self, row: ApplicationRow, actor: Actor) -> bool:
        return row.supervisor is not None and row.supervisor.person == actor.person


class DepartmentQueue(QueueStream):
    name = "departmentQueue"

    def is_allowed(self, viewer: ViewerRow) -> bool:
        return bool(viewer.actor.departments)

    def topics(self, actor: Actor) -> frozenset[Topic]:
        return frozenset(map(topics.of_department, actor.departments))

    def changes(self, recorded: RecordedEvent, actor: Actor) -> Sequence[QueueItemChange]:
        return queues.for_department(recorded, actor.departments)

    def is_in_queue(self, row: ApplicationRow, actor: Actor) -> bool:
        return row.applicant.department in actor.departments


@dataclass(frozen=True, slots=True)
class _QueueMessage:
    """All that one message is built from."""

    recorded: RecordedEvent
    change: QueueItemChange
    row: ApplicationRow | None
    waits: bool
    relations: frozenset[Relation]
    actor: Actor
    reference: Reference

    def build(self) -> QueueEvent:
        row = self.row if can_read("Application", self.relations) else None
        access = FieldAccess("QueueEvent", self.relations)
        event = self.recorded.event
        decided = event if isinstance(event, ApplicationDecided) else None
        made = row.decision if row and decided else None
        identity = self.change.application
        return QueueEvent(
            cursor=cursors.encode(StreamPosition(self.recorded.id, self.change.index)),
            occurred_at=self.recorded.occurred_at,
            change=self.change.what,
            application_id=ids.encode("Application", identity) if identity else None,
            in_queue=self.waits,
            application=access.value_if_allowed("application", Application.of(row, self.actor, self.reference))
            if row
            else None,
            actor=access.value_if_allowed("actor", Person.of_row(self._actor(row), self.reference)) if row else None,
            in_lieu=access.value_if_allowed("inLieu", decided.in_lieu) if row and decided else None,
            ground=access.value_if_allowed("ground", made.ground)
            if made and made.at == self.recorded.occurred_at
            else None,
        )

    def _actor(self, row: ApplicationRow) -> PersonRow | None:
        """Only applicants and deciders act on an application, so nobody else is looked up."""
        by = None if isinstance(self.recorded.event, UnknownEvent) else self.recorded.by
        known = (row.applicant, row.decided_by, row.supervisor_record)
        return next((each for each in known if each and each.id == by), None)
