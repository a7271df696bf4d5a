"""The queues of supervisors and of departments' administrators, followed."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from moments.application.access.relations import Relation, Standing
from moments.application.events import UnknownEvent
from moments.application.live import queues, topics
from moments.application.live.event import Happening, Place, Topic
from moments.application.live.queues import Change
from moments.application.live.row_cache import Seen
from moments.application.live.services import Live
from moments.application.queries.rows import ApplicationRow, ViewerRow
from moments.domain.applications.events import ApplicationDecided
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import ApplicationId
from moments.graphql.applications.types import Application
from moments.graphql.live import cursors, row_loaders
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import QueueEvent
from moments.graphql.shared import ids
from moments.graphql.shared.field_access import Shown, finds
from moments.graphql.shared.reference import Reference


@dataclass(frozen=True, slots=True)
class _Sheet:
    """`rows`: of the applications that the event is about."""

    happening: Happening
    reference: Seen[Reference]
    rows: Mapping[ApplicationId, Seen[ApplicationRow | None]]


class QueueStream(Stream[_Sheet]):
    @abstractmethod
    def changes(self, happening: Happening, who: Standing) -> Sequence[Change]: ...

    @abstractmethod
    def holds(self, row: ApplicationRow, who: Standing) -> bool:
        """Whether a waiting application waits in their queue."""

    async def read(self, live: Live, happening: Happening) -> _Sheet:
        concerned = queues.concerned(happening)
        found = {each: await row_loaders.application(live, each, applicant) for each, applicant in concerned}
        return _Sheet(happening, await row_loaders.reference(live), found)

    def messages(self, sheet: _Sheet, who: Standing) -> Iterable[tuple[Place, Envelope]]:
        for change in self.changes(sheet.happening, who):
            yield Place(sheet.happening.id, change.part), self._message(sheet, change, who)

    def _message(self, sheet: _Sheet, change: Change, who: Standing) -> Envelope:
        happening, reference = sheet.happening, sheet.reference
        view: tuple[object, ...] = (self.name, happening.id, change, reference.edition)
        if change.application is None:
            return Envelope(view, _Letter(happening, change, None, False, frozenset(), who, reference.value).write)
        seen = sheet.rows[change.application]
        row = seen.value
        relations = row_loaders.relations_to(row, who) if row else frozenset({Relation.EMPLOYEE})
        waits = row is not None and row.state is ApplicationState.SUBMITTED and self.holds(row, who)
        letter = _Letter(happening, change, row, waits, relations, who, reference.value)
        known = row_loaders.known_of(row, who, relations) if row else ()
        return Envelope((*view, seen.edition, waits, relations, *known), letter.write)


class ApprovalQueue(QueueStream):
    name = "approvalQueue"

    def has_part(self, viewer: ViewerRow) -> bool:
        return viewer.supervises

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset({topics.supervised_by(who.person)})

    def changes(self, happening: Happening, who: Standing) -> Sequence[Change]:
        return queues.for_supervisor(happening, who.person)

    def holds(self, row: ApplicationRow, who: Standing) -> bool:
        return row.supervisor is not None and row.supervisor.person == who.person


class DepartmentQueue(QueueStream):
    name = "departmentQueue"

    def has_part(self, viewer: ViewerRow) -> bool:
        return bool(viewer.who.departments)

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset(map(topics.of_department, who.departments))

    def changes(self, happening: Happening, who: Standing) -> Sequence[Change]:
        return queues.for_department(happening, who.departments)

    def holds(self, row: ApplicationRow, who: Standing) -> bool:
        return row.applicant.department in who.departments


@dataclass(frozen=True, slots=True)
class _Letter:
    """All that one message is made from."""

    happening: Happening
    change: Change
    row: ApplicationRow | None
    waits: bool
    relations: frozenset[Relation]
    who: Standing
    reference: Reference

    def write(self) -> QueueEvent:
        row = self.row if finds("Application", self.relations) else None
        shown = Shown("QueueEvent", self.relations)
        event = self.happening.event
        decided = event if isinstance(event, ApplicationDecided) else None
        made = row.decision if row and decided else None
        identity = self.change.application
        return QueueEvent(
            cursor=cursors.encode(Place(self.happening.id, self.change.part)),
            occurred_at=self.happening.occurred_at,
            change=self.change.what,
            application_id=ids.encode("Application", identity) if identity else None,
            in_queue=self.waits,
            application=shown("application", Application.of(row, self.who, self.reference)) if row else None,
            by=shown("by", self._by(row)) if row else None,
            in_lieu=shown("inLieu", decided.in_lieu) if row and decided else None,
            ground=shown("ground", made.ground) if made and made.at == self.happening.occurred_at else None,
        )

    def _by(self, row: ApplicationRow) -> str | None:
        """Applicants and deciders are all who do anything to an application."""
        by = None if isinstance(self.happening.event, UnknownEvent) else self.happening.by
        if by == row.applicant.id:
            return f"{row.applicant.first_name} {row.applicant.last_name}"
        if row.decision and by == row.decision.by:
            return row.decision.by_name
        return row.supervisor.name if row.supervisor and by == row.supervisor.person else None
