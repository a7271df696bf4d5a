"""The stores of mentorships and their meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class Pair:
    mentor: PersonId
    mentee: PersonId


class Mentorships(Protocol):
    async def pair_of(self, identity: MentorshipId) -> Pair:
        """Who the two are, read without a lock; raises NotFound."""
        ...

    async def get(self, identity: MentorshipId) -> Mentorship:
        """Locked until the transaction ends; raises NotFound."""
        ...

    async def open_between(self, pair: Pair) -> MentorshipState | None:
        """REQUESTED or ACTIVE, if the two have one in this direction (REQ-6)."""
        ...

    async def waiting_for(self, mentor: PersonId) -> list[Mentorship]:
        """The requests that wait for this mentor, oldest first; locked as by `get`."""
        ...

    async def waiting_of(self, mentee: PersonId) -> list[Mentorship]:
        """The requests of this mentee that nobody has answered, oldest first; locked as by `get`."""
        ...

    async def save(self, mentorship: Mentorship) -> None:
        """Adds it (version 0) or writes it over the version that was read; raises ConcurrentUpdate."""
        ...


class Meetings(Protocol):
    async def pair_of(self, identity: MeetingId) -> Pair:
        """Who the two are; raises NotFound."""
        ...

    async def mentorship_of(self, identity: MeetingId) -> MentorshipId:
        """Read without a lock; raises NotFound."""
        ...

    async def get(self, identity: MeetingId) -> Meeting:
        """Locked until the transaction ends; raises NotFound."""
        ...

    async def to_come(self, mentorship: MentorshipId, at: datetime) -> list[Meeting]:
        """Those of the mentorship that are proposed or confirmed for later, the next first; locked as by `get`."""
        ...

    async def save(self, meeting: Meeting) -> None:
        """Adds it (version 0) or writes it over the version that was read; raises ConcurrentUpdate."""
        ...
