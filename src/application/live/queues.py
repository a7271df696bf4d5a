"""What an event changes in a supervisor's and in a department's queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from moments.application.live.event import Happening
from moments.domain.applications.lifecycle import ApplicationState
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


@dataclass(frozen=True, slots=True)
class Change:
    """`part`: which of the event's changes it is, the same whenever the event is read.

    An import concerns no one application: names and posts may have changed anywhere.
    """

    what: QueueChange
    application: ApplicationId | None = None
    applicant: PersonId | None = None
    part: int = 0


_PARTS = {kind: part for part, kind in enumerate(ApplicationKind)}
_STANDINGS = {
    "ParticipantSuspended": QueueChange.ELIGIBILITY_LOST,
    "ParticipantReinstated": QueueChange.ELIGIBILITY_REGAINED,
}
_STEPS = {
    "ApplicationSubmitted": QueueChange.SUBMITTED,
    "ApplicationWithdrawn": QueueChange.WITHDRAWN,
    "ApplicationApproved": QueueChange.APPROVED,
    "ApplicationDenied": QueueChange.DENIED,
    "DecisionSeen": QueueChange.DECISION_SEEN,
}


def for_supervisor(happening: Happening, who: PersonId) -> list[Change]:
    """APP-6, APP-7, APR-5: what was routed to them, comes to them, or leaves them."""
    if happening.action == "DirectoryImported":
        return [Change(QueueChange.DIRECTORY_IMPORTED)]
    if happening.action in _STANDINGS:
        return list(_standing_changes(happening, supervisor=who))
    if happening.action == "ApplicationRerouted":
        if happening.fact("to_supervisor") == who:
            return [_of_application(happening, QueueChange.REROUTED_HERE)]
        if happening.fact("from_supervisor") == who:
            return [_of_application(happening, QueueChange.REROUTED_AWAY)]
    if happening.action in _STEPS and happening.fact("supervisor") == who:
        return [_of_application(happening, _STEPS[happening.action])]
    return []


def for_department(happening: Happening, departments: frozenset[DepartmentCode]) -> list[Change]:
    """APR-4, APR-7: whatever happens to what waits or is decided in these departments. A draft is nobody's
    business, and its withdrawal neither."""
    if happening.action == "DirectoryImported":
        return [Change(QueueChange.DIRECTORY_IMPORTED)]
    if happening.department not in departments:
        return []
    if happening.action in _STANDINGS:
        return list(_standing_changes(happening))
    if happening.action == "ApplicationRerouted":
        return [_of_application(happening, QueueChange.REROUTED)]
    if happening.action == "ApplicationWithdrawn" and happening.fact("was") == ApplicationState.DRAFT.value:
        return []
    if happening.action in _STEPS:
        return [_of_application(happening, _STEPS[happening.action])]
    return []


def concerned(happening: Happening) -> list[tuple[ApplicationId, PersonId]]:
    """The applications that are in any of the event's changes, and whose they are."""
    if happening.action in _STANDINGS:
        return [(each.application, happening.facts["person"]) for each in happening.waiting]
    if happening.action in _STEPS or happening.action == "ApplicationRerouted":
        return [(happening.facts["application"], happening.facts["applicant"])]
    return []


def _of_application(happening: Happening, what: QueueChange) -> Change:
    return Change(what, happening.facts["application"], happening.facts["applicant"])


def _standing_changes(happening: Happening, supervisor: PersonId | None = None) -> Iterator[Change]:
    """Of each application of theirs that waits (ELIG-4)."""
    what, person = _STANDINGS[happening.action], happening.facts["person"]
    for each in sorted(happening.waiting, key=lambda each: _PARTS[each.kind]):
        if supervisor is None or each.supervisor == supervisor:
            yield Change(what, each.application, person, _PARTS[each.kind])
