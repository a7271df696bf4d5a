"""Events that change whether a mentor can be requested, for mentees with the mentor on their list (MAT-4).

Messages reflect the state when the event is read, so the latest message is always correct.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from moments.application.live.event import RecordedEvent
from moments.domain.applications.events import ApplicationApproved, ApplicationWithdrawn
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.events import MentorshipCompleted, MentorshipDiscontinued, RequestAccepted
from moments.domain.participants.events import AvailabilityChanged, ParticipantReinstated, ParticipantSuspended
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind

_Closing = RequestAccepted | ParticipantSuspended | ApplicationWithdrawn
_Freeing = MentorshipCompleted | MentorshipDiscontinued


@dataclass(frozen=True, slots=True)
class MentorCapacity:
    """A mentor's current slots. `free`: not in use; `open`: for which the mentor accepts requests."""

    free: int
    open: int


def mentor_of(recorded: RecordedEvent) -> PersonId | None:
    """The mentor whose slots or availability the event may have changed; None if none."""
    match recorded.event:
        case RequestAccepted() | MentorshipCompleted() | MentorshipDiscontinued() as event:
            return event.mentor
        case ParticipantSuspended() | ParticipantReinstated() | AvailabilityChanged() as event:
            return event.person
        case ApplicationApproved(kind=ApplicationKind.MENTOR, applicant=applicant):
            return applicant
        case ApplicationWithdrawn(
            kind=ApplicationKind.MENTOR, was=ApplicationState.APPROVED.value, applicant=applicant
        ):
            return applicant
        case _:
            return None


def freed_slots(events: Iterable[RecordedEvent]) -> dict[PersonId, int]:
    """How many slots of each mentor were freed by ended mentorships."""
    counts: dict[PersonId, int] = {}
    for each in events:
        if isinstance(each.event, _Freeing):
            counts[each.event.mentor] = counts.get(each.event.mentor, 0) + 1
    return counts


def may_change(recorded: RecordedEvent, mentor: MentorCapacity, freed: int) -> bool:
    """Whether the event may have changed that the mentor can be requested. `freed`: slots freed by all events of the
    batch.
    """
    event = recorded.event
    if isinstance(event, RequestAccepted):
        return mentor.free <= 0
    if isinstance(event, _Closing):
        return not mentor.open
    if isinstance(event, _Freeing):
        return 0 < mentor.open <= freed
    return isinstance(event, AvailabilityChanged) or mentor.open > 0


def sentence(mentor: str, *, can_request: bool) -> str:
    if can_request:
        return f"{mentor}, who is on your list, can be asked."
    return f"{mentor}, who is on your list, is no longer available. Ask for others, or search all mentors."
