"""Events by which a mentor can or can no longer be asked, for the mentees on whose lists they are (MAT-4).

Messages reflect the state when the event is read, so the latest message is always correct.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from moments.application.live.event import Happening
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind

_CLOSING = {"RequestAccepted": "mentor", "ParticipantSuspended": "person", "ApplicationWithdrawn": "applicant"}
_OPENING = {"ParticipantReinstated": "person", "ApplicationApproved": "applicant"}
_FREEING = {"MentorshipCompleted": "mentor", "MentorshipDiscontinued": "mentor"}
_EITHER = {"AvailabilityChanged": "person"}
_ROLES = {**_CLOSING, **_OPENING, **_FREEING, **_EITHER}

TO_THE_MENTEE = {
    "ListsSent": "Your list of recommended mentors has arrived.",
    "ListMade": "Your list of recommended mentors has arrived.",
    "SuggestionsReplaced": "Others have taken places on your list of recommended mentors.",
}
"""What else the events of lists are to whose they are."""


@dataclass(frozen=True, slots=True)
class Places:
    """A mentor's now. `free`: that nobody holds; `open`: for which requests are taken."""

    free: int
    open: int


def mentor_of(happening: Happening) -> PersonId | None:
    """Whose places or availability it may have changed."""
    if happening.kind == "application" and happening.fact("kind") != ApplicationKind.MENTOR.value:
        return None
    if happening.fact("was") not in (None, ApplicationState.APPROVED.value):  # a draft that is withdrawn, say
        return None
    person: PersonId | None = happening.fact(_ROLES.get(happening.action, ""))
    return person


def freed(happenings: Iterable[Happening]) -> dict[PersonId, int]:
    """How many places of each mentor ended mentorships have given back."""
    counts: dict[PersonId, int] = {}
    for each in happenings:
        if each.action in _FREEING and (mentor := mentor_of(each)):
            counts[mentor] = counts.get(mentor, 0) + 1
    return counts


def tells(happening: Happening, mentor: Places, freed_places: int) -> bool:
    """Whether the event may have made the difference. `freed_places`: by all events that are read with this one."""
    if happening.action == "RequestAccepted":
        return mentor.free <= 0
    if happening.action in _CLOSING:
        return not mentor.open
    if happening.action in _FREEING:
        return 0 < mentor.open <= freed_places
    return happening.action in _EITHER or mentor.open > 0


def sentence(mentor: str, *, possible: bool) -> str:
    if possible:
        return f"{mentor}, who is on your list, can be asked."
    return f"{mentor}, who is on your list, is no longer available. Ask for others, or search all mentors."
