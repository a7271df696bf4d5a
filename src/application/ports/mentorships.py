"""The stores of mentorships and their meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import Engagement
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class Pair:
    mentor: PersonId
    mentee: PersonId


class Mentorships(Protocol):
    async def pair_of(self, identity: MentorshipId) -> Pair:
        """The mentor and the mentee, read without a lock; raises NotFound."""
        ...

    async def get(self, identity: MentorshipId) -> Mentorship:
        """Locks the row until the transaction ends; raises NotFound."""
        ...

    async def waiting_for(self, mentor: PersonId) -> list[Mentorship]:
        """The mentor's pending requests, oldest first; locks them like `get`."""
        ...

    async def waiting_of(self, mentee: PersonId) -> list[Mentorship]:
        """The mentee's unanswered requests, oldest first; locks them like `get`."""
        ...

    async def waiting(self) -> list[Mentorship]:
        """All pending requests, oldest first; locks none: lock their people."""
        ...

    async def save(self, mentorship: Mentorship) -> None:
        """Inserts it (version 0) or updates the version that was read; raises ConcurrentUpdate."""
        ...


class Meetings(Protocol):
    async def pair_of(self, identity: MeetingId) -> Pair:
        """The mentor and the mentee; raises NotFound."""
        ...

    async def mentorship_of(self, identity: MeetingId) -> MentorshipId:
        """Read without a lock; raises NotFound."""
        ...

    async def get(self, identity: MeetingId) -> Meeting:
        """Locks the row until the transaction ends; raises NotFound."""
        ...

    async def to_come(self, mentorship: MentorshipId, at: datetime) -> list[Meeting]:
        """The mentorship's future proposed or confirmed meetings, next first; locks them like `get`."""
        ...

    async def engagements(self, people: set[PersonId], around: Span) -> list[Engagement]:
        """Their meetings that were not called off and that touch that time, not locked: lock the people."""
        ...

    async def save(self, meeting: Meeting) -> None:
        """Inserts it (version 0) or updates the version that was read; raises ConcurrentUpdate."""
        ...
