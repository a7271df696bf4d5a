"""The recorded inputs of a run, from which it can be repeated, also with other caps (MAT-8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from moments.domain.matching.market import Market
from moments.domain.matching.people import MarketMember
from moments.domain.participants.participant import CAP

Person = TypeVar("Person", bound=MarketMember)


@dataclass(frozen=True, slots=True)
class Inputs:
    """`market`: under the program's own caps. `mentors_of`, `mentees_of`: number of confirmed mentorships by mentee and
    by mentor, if not 0. `wanted`: how many mentees a mentor wants, if fewer than the cap.
    """

    market: Market
    mentors_of: Mapping[str, int] = field(default_factory=dict[str, int])
    mentees_of: Mapping[str, int] = field(default_factory=dict[str, int])
    wanted: Mapping[str, int] = field(default_factory=dict[str, int])

    def under(self, mentor_cap: int | None, mentee_cap: int | None) -> Market:
        """Returns the market under other caps on confirmed mentorships; None keeps the recorded cap."""
        mentees, mentors = self.market.mentees, self.market.mentors
        if mentee_cap is not None:
            mentees = tuple(_with_places(each, mentee_cap - self.mentors_of.get(each.id, 0)) for each in mentees)
        if mentor_cap is not None:
            mentors = tuple(
                _with_places(each, self._wanted(each.id, mentor_cap) - self.mentees_of.get(each.id, 0))
                for each in mentors
            )
        return Market(mentees, mentors, self.market.excluded, self.market.skills)

    def _wanted(self, mentor: str, cap: int) -> int:
        return min(self.wanted.get(mentor, cap), cap)


def places(confirmed: int, wanted: int = CAP) -> int:
    return max(0, min(wanted, CAP) - confirmed)


def _with_places(person: Person, open_places: int) -> Person:
    return replace(person, open_places=max(0, open_places))
