"""Which mentors can be asked, as the demo's mentees see it: the search is a screen's, and this is as good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from moments.domain.matching.fit import fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import MentorshipId, PersonId

CANDIDATES = 24
"""Mentors a mentee looks at before choosing; people do not read through thousands."""


@dataclass(slots=True)
class MentorSlots:
    """A mentor's: `waiting` are requests to them that nobody has answered."""

    skills: RankedSkills
    capacity: int
    available: bool = True
    mentees: int = 0
    left: bool = False
    waiting: set[MentorshipId] = field(default_factory=set)

    @property
    def open(self) -> bool:
        return self.available and self.mentees < self.capacity


class MentorPool:
    def __init__(self) -> None:
        self._slots: dict[PersonId, MentorSlots] = {}
        self._open: list[PersonId] = []
        self._place: dict[PersonId, int] = {}

    def enter(self, mentor: PersonId, skills: RankedSkills) -> None:
        self._slots[mentor] = MentorSlots(skills, 2)
        self._refresh(mentor)

    def leave(self, mentor: PersonId) -> None:
        """Out of the mentor's role; requests that wait for them wait no longer."""
        stall = self._slots[mentor]
        stall.available, stall.left = False, True
        stall.waiting.clear()
        self._refresh(mentor)

    def suspend(self, mentor: PersonId) -> None:
        """No longer to be asked, if a mentor at all; what waits goes on waiting."""
        if mentor in self._slots:
            self._slots[mentor].available = False
            self._refresh(mentor)

    def offer(self, mentor: PersonId, *, available: bool, capacity: int) -> None:
        """Without a place left, nobody's request waits any longer (CAP-2)."""
        stall = self._slots[mentor]
        stall.available, stall.capacity = available, capacity
        if not self.has_place(mentor):
            stall.waiting.clear()
        self._refresh(mentor)

    def stays(self, mentor: PersonId) -> bool:
        """Whether they have not left the role."""
        return not self._slots[mentor].left

    def free(self, mentor: PersonId) -> bool:
        """Whether they have mentored nobody yet and could be asked."""
        stall = self._slots[mentor]
        return stall.open and not stall.mentees and not stall.waiting

    def choose(self, wishes: RankedSkills, never: set[PersonId], rng: Random) -> PersonId | None:
        """The one of a few open mentors who fits best."""
        looked_at = rng.sample(self._open, min(CANDIDATES, len(self._open)))
        candidates = [mentor for mentor in looked_at if mentor not in never]
        return max(candidates, key=lambda mentor: fit(wishes, self._slots[mentor].skills).score, default=None)

    def asked(self, mentor: PersonId, request: MentorshipId) -> None:
        self._slots[mentor].waiting.add(request)

    def waits(self, mentor: PersonId, request: MentorshipId) -> bool:
        return request in self._slots[mentor].waiting

    def has_place(self, mentor: PersonId) -> bool:
        """Also of one who takes no new requests; what waits may still be accepted."""
        return self._slots[mentor].mentees < self._slots[mentor].capacity

    def answered(self, mentor: PersonId, request: MentorshipId) -> None:
        self._slots[mentor].waiting.discard(request)

    def accepted(self, mentor: PersonId, request: MentorshipId, *, last: bool) -> None:
        """With the last place taken, nobody else's request waits any longer (CAP-4)."""
        stall = self._slots[mentor]
        stall.waiting.discard(request)
        stall.mentees += 1
        stall.available = stall.available and not last
        if stall.mentees >= stall.capacity:
            stall.waiting.clear()
        self._refresh(mentor)

    def ended(self, mentor: PersonId) -> None:
        self._slots[mentor].mentees -= 1
        self._refresh(mentor)

    @property
    def stalls(self) -> Mapping[PersonId, MentorSlots]:
        return self._slots

    def _refresh(self, mentor: PersonId) -> None:
        """Keeps the open ones in a list without holes, so that drawing some of them takes the same time always."""
        listed = mentor in self._place
        if self._slots[mentor].open and not listed:
            self._place[mentor] = len(self._open)
            self._open.append(mentor)
        elif listed and not self._slots[mentor].open:
            hole, last = self._place.pop(mentor), self._open.pop()
            if last != mentor:
                self._open[hole], self._place[last] = last, hole
