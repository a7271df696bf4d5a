"""The changes that an event makes in a supervisor's and in a department's queue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from moments.application.events import SUPERVISOR_ROLES, People, Role, UnknownEvent
from moments.application.live.event import RecordedEvent
from moments.domain.applications.events import (
    ApplicationApproved,
    ApplicationDecided,
    ApplicationDenied,
    ApplicationEvent,
    ApplicationRerouted,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DecisionSeen,
)
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.events import (
    DirectoryImported,
    ParticipantEvent,
    ParticipantReinstated,
    ParticipantSuspended,
)
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind


class QueueChange(Enum):
    SUBMITTED = "submitted"
    REROUTED_HERE = "rerouted_here"
    REROUTED_AWAY = "rerouted_away"
    REROUTED = "rerouted"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    DENIED = "denied"
    DECISION_SEEN = "decision_seen"
    ELIGIBILITY_LOST = "eligibility_lost"
    ELIGIBILITY_REGAINED = "eligibility_regained"
    DIRECTORY_IMPORTED = "directory_imported"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class QueueItemChange:
    """`index`: number of the change within the event, the same each time the event is read.

    An import has no single application, because names and roles can have changed anywhere.
    """

    what: QueueChange
    application: ApplicationId | None = None
    applicant: PersonId | None = None
    index: int = 0


_INDEXES = {kind: index for index, kind in enumerate(ApplicationKind)}
_STANDINGS: Mapping[type[DomainEvent], QueueChange] = {
    ParticipantSuspended: QueueChange.ELIGIBILITY_LOST,
    ParticipantReinstated: QueueChange.ELIGIBILITY_REGAINED,
}
_Step = ApplicationSubmitted | ApplicationWithdrawn | ApplicationDecided | DecisionSeen
_BY_EVENT: Mapping[type[ApplicationEvent], QueueChange] = {
    ApplicationSubmitted: QueueChange.SUBMITTED,
    ApplicationWithdrawn: QueueChange.WITHDRAWN,
    ApplicationApproved: QueueChange.APPROVED,
    ApplicationDenied: QueueChange.DENIED,
    DecisionSeen: QueueChange.DECISION_SEEN,
}


def for_supervisor(recorded: RecordedEvent, supervisor: PersonId) -> list[QueueItemChange]:
    """APP-6, APP-7, APR-5: changes of applications that were routed to the supervisor, or that enter or leave the
    queue.
    """
    match recorded.event:
        case DirectoryImported():
            return [QueueItemChange(QueueChange.DIRECTORY_IMPORTED)]
        case ParticipantSuspended() | ParticipantReinstated() as event:
            return list(_standing_changes(recorded, event, supervisor=supervisor))
        case ApplicationRerouted() as event if event.to_supervisor == supervisor:
            return [_of_application(event, QueueChange.REROUTED_HERE)]
        case ApplicationRerouted() as event if event.from_supervisor == supervisor:
            return [_of_application(event, QueueChange.REROUTED_AWAY)]
        case UnknownEvent(people=people) if supervisor in map(people.get, SUPERVISOR_ROLES):
            return _unknown_changes(recorded, people)
        case event:
            return _steps(event) if isinstance(event, _Step) and event.supervisor == supervisor else []


def for_department(recorded: RecordedEvent, departments: frozenset[DepartmentCode]) -> list[QueueItemChange]:
    """APR-4, APR-7: changes of pending and decided applications of these departments. Drafts, and their withdrawal, are
    private.
    """
    if isinstance(recorded.event, DirectoryImported):
        return [QueueItemChange(QueueChange.DIRECTORY_IMPORTED)]
    if recorded.department not in departments:
        return []
    match recorded.event:
        case ParticipantSuspended() | ParticipantReinstated() as event:
            return list(_standing_changes(recorded, event))
        case ApplicationRerouted() as event:
            return [_of_application(event, QueueChange.REROUTED)]
        case ApplicationWithdrawn(was=ApplicationState.DRAFT.value):
            return []
        case UnknownEvent(people=people):
            return _unknown_changes(recorded, people)
        case event:
            return _steps(event) if isinstance(event, _Step) else []


def affected_applications(recorded: RecordedEvent) -> list[tuple[ApplicationId, PersonId]]:
    """The applications in the event's changes, with their applicants."""
    match recorded.event:
        case ParticipantSuspended() | ParticipantReinstated() as event:
            return [(each.application, event.person) for each in recorded.pending]
        case ApplicationEvent() as event:
            return [(event.application, event.applicant)]
        case UnknownEvent(people=people):
            changes = _unknown_changes(recorded, people)
            return [(each.application, each.applicant) for each in changes if each.application and each.applicant]
        case _:
            return []


def _steps(event: _Step) -> list[QueueItemChange]:
    return [_of_application(event, _BY_EVENT[type(event)])]


def _of_application(event: ApplicationEvent, what: QueueChange) -> QueueItemChange:
    return QueueItemChange(what, event.application, event.applicant)


def _unknown_changes(recorded: RecordedEvent, people: People) -> list[QueueItemChange]:
    """The application changed in an unknown way; the message shows its current state."""
    if recorded.subject_kind != "application" or Role.APPLICANT not in people:
        return []
    return [QueueItemChange(QueueChange.OTHER, ApplicationId(recorded.subject), people[Role.APPLICANT])]


def _standing_changes(
    recorded: RecordedEvent, event: ParticipantEvent, supervisor: PersonId | None = None
) -> Iterator[QueueItemChange]:
    """One change for each of the person's pending applications (ELIG-4)."""
    what = _STANDINGS[type(event)]
    for each in sorted(recorded.pending, key=lambda each: _INDEXES[each.kind]):
        if supervisor is None or each.supervisor == supervisor:
            yield QueueItemChange(what, each.application, event.person, _INDEXES[each.kind])
