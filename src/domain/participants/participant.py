"""A participant: standing, and capacity for mentorships on either side."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from moments.domain.participants.errors import (
    ActiveMentorshipExists,
    CapacityOutOfRange,
    MenteeAtCapacity,
    MentorAtCapacity,
    MentorNoLongerAvailable,
    NotApprovedYet,
    Suspended,
    TooManyPendingRequests,
)
from moments.domain.participants.events import (
    AvailabilityChanged,
    ParticipantReinstated,
    ParticipantSuspended,
)
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.lifecycle import Lifecycle, StateWords, Transition

MIN_CAPACITY, CAP = 1, 2
"""The maximum of confirmed mentors of a mentee, and of confirmed mentees of a mentor, at a time (CAP-1, CAP-2)."""


class Standing(Enum):
    ELIGIBLE = "eligible"
    SUSPENDED = "suspended"


STANDING = Lifecycle(
    "participant",
    Standing,
    Standing.ELIGIBLE,
    [
        Transition("suspend", (Standing.ELIGIBLE,), Standing.SUSPENDED),
        Transition("reinstate", (Standing.SUSPENDED,), Standing.ELIGIBLE),
    ],
    {
        Standing.ELIGIBLE: StateWords("This participant is eligible", "Leave it as it is; they take part."),
        Standing.SUSPENDED: StateWords(
            "This participant is suspended", "Wait for the next import of the directory; it lifts this by itself."
        ),
    },
)


@dataclass(slots=True, eq=False)
class Participant(Aggregate):
    """`mentees` and `mentors`: slot (1 or 2) -> the active mentorship that holds it.

    `waiting`: this person's unanswered requests as a mentee (REQ-7).
    """

    id: PersonId
    standing: Standing = Standing.ELIGIBLE
    since: datetime | None = None
    mentor_approved: bool = False
    mentee_approved: bool = False
    available: bool = True
    capacity: int = CAP
    mentees: dict[int, MentorshipId] = field(default_factory=dict)
    mentors: dict[int, MentorshipId] = field(default_factory=dict)
    waiting: set[MentorshipId] = field(default_factory=set)

    @property
    def suspended(self) -> bool:
        return self.standing is Standing.SUSPENDED

    @property
    def open_places_as_mentor(self) -> int:
        return max(0, self.capacity - len(self.mentees))

    @property
    def open_places_as_mentee(self) -> int:
        return CAP - len(self.mentors)

    @property
    def takes_requests(self) -> bool:
        """Whether the person is searchable and matched as a mentor (ELIG-4, CAP-2, CAP-3)."""
        return self.mentor_approved and not self.suspended and self.available and self.open_places_as_mentor > 0

    def grant_role(self, kind: ApplicationKind) -> None:
        """APP-6: the application of that kind was approved, so the person takes part in the role."""
        self._set_approved(kind, True)

    def revoke_role(self, kind: ApplicationKind) -> None:
        """APP-9: the approved application was withdrawn. Raises ActiveMentorshipExists."""
        self.check_may_leave(kind)
        self._set_approved(kind, False)

    def check_may_leave(self, kind: ApplicationKind) -> None:
        """APP-9: raises ActiveMentorshipExists while a slot in the role is in use."""
        if self.mentees if kind is ApplicationKind.MENTOR else self.mentors:
            raise ActiveMentorshipExists

    def suspend(self, *, at: datetime) -> None:
        """ELIG-4: the person is no longer eligible by the directory."""
        self.standing = STANDING.next_state(self.standing, "suspend")
        self.since = at
        self._record(ParticipantSuspended(occurred_at=at, by=None, person=self.id))

    def reinstate(self, *, at: datetime) -> None:
        """ELIG-4: the person is eligible again by the directory."""
        self.standing = STANDING.next_state(self.standing, "reinstate")
        self.since = at
        self._record(ParticipantReinstated(occurred_at=at, by=None, person=self.id))

    def set_availability(self, *, available: bool | None = None, capacity: int | None = None, at: datetime) -> None:
        """CAP-3: whether the mentor accepts new requests, and one mentee or two; None leaves it as it is. Raises
        CapacityOutOfRange. Before the approval it is a part of the form, of which nobody is told.
        """
        available = self.available if available is None else available
        capacity = self.capacity if capacity is None else capacity
        if not MIN_CAPACITY <= capacity <= CAP:
            raise CapacityOutOfRange
        if (available, capacity) == (self.available, self.capacity):
            return
        self.available, self.capacity = available, capacity
        if self.mentor_approved:
            self._record(
                AvailabilityChanged(occurred_at=at, by=self.id, person=self.id, available=available, capacity=capacity)
            )

    def check_may_set_availability(self, *, applies_as_mentor: bool) -> None:
        """CAP-3, APP-9: from the draft of the mentor application on. Raises NotApprovedYet for others.

        `applies_as_mentor`: whether the person has a mentor application, in any state.
        """
        if not (self.mentor_approved or applies_as_mentor):
            raise NotApprovedYet("mentor")

    def check_may_search(self) -> None:
        """SEA-1, CAP-1: raises NotApprovedYet, Suspended or MenteeAtCapacity."""
        self._check_takes_part(self.mentee_approved, "mentee")
        if not self.open_places_as_mentee:
            raise MenteeAtCapacity

    def check_may_request(self) -> None:
        """Raises the errors of `check_may_search`, or TooManyPendingRequests (REQ-7)."""
        self.check_may_search()
        if len(self.waiting) >= self.open_places_as_mentee:
            raise TooManyPendingRequests(self.open_places_as_mentee)

    def check_may_be_asked(self) -> None:
        """CAP-2, CAP-3, ELIG-4; the error does not say which."""
        if not self.takes_requests:
            raise MentorNoLongerAvailable

    def check_may_take_mentee(self) -> None:
        """Raises NotApprovedYet, Suspended or MentorAtCapacity. Unavailable mentors can still accept (CAP-3)."""
        self._check_takes_part(self.mentor_approved, "mentor")
        if not self.open_places_as_mentor:
            raise MentorAtCapacity(self.capacity)

    def check_may_take_mentor(self) -> None:
        """CAP-1: raises MenteeAtCapacity."""
        if not self.open_places_as_mentee:
            raise MenteeAtCapacity

    def take_mentee(self, mentorship: MentorshipId) -> int:
        """Returns the slot (1 or 2) that the mentorship now holds."""
        self.check_may_take_mentee()
        return _take_slot(self.mentees, mentorship)

    def take_mentor(self, mentorship: MentorshipId) -> int:
        """Returns the slot (1 or 2) that the mentorship now holds; raises MenteeAtCapacity."""
        self.check_may_take_mentor()
        self.waiting.discard(mentorship)
        return _take_slot(self.mentors, mentorship)

    def release_slot(self, mentorship: MentorshipId) -> None:
        """CAP-4: the mentorship has ended, or the request was answered or canceled."""
        for slots in (self.mentees, self.mentors):
            for slot in [slot for slot, held_by in slots.items() if held_by == mentorship]:
                del slots[slot]
        self.waiting.discard(mentorship)

    def _set_approved(self, kind: ApplicationKind, approved: bool) -> None:
        if kind is ApplicationKind.MENTOR:
            self.mentor_approved = approved
        else:
            self.mentee_approved = approved

    def _check_takes_part(self, approved: bool, role: str) -> None:
        if not approved:
            raise NotApprovedYet(role)
        if self.suspended:
            raise Suspended


def _take_slot(slots: dict[int, MentorshipId], mentorship: MentorshipId) -> int:
    slot = next(number for number in range(1, CAP + 1) if number not in slots)
    slots[slot] = mentorship
    return slot
