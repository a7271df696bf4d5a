"""The people in a matching run, with the facts that the run needs (MAT-3, MAT-6)."""

from dataclasses import dataclass
from enum import Enum

from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId


class NonParticipation(Enum):
    """Why a person does not take part in a run (MAT-3)."""

    FULL = "full"
    UNAVAILABLE = "unavailable"
    INELIGIBLE = "ineligible"
    NOT_APPROVED = "not_approved"


@dataclass(frozen=True, slots=True)
class MarketMember:
    """A person on one side of the market. `id` is unique on that side; `person` is the same on both.

    `open_places`: how many more mentorships the person can have. `non_participation`: reasons not to take part
    other than having no open place. `hours`: the choice of regular working hours (program/working_hours.py); None if
    unknown.
    """

    id: str
    person: PersonId
    department: str
    supervisor: PersonId | None
    skills: RankedSkills
    open_places: int
    non_participation: tuple[NonParticipation, ...] = ()
    hours: str | None = None

    @property
    def non_participation_reasons(self) -> tuple[NonParticipation, ...]:
        """All reasons not to take part; empty if the person does (CAP-1, CAP-2, CAP-3)."""
        return self.non_participation if self.open_places > 0 else (NonParticipation.FULL, *self.non_participation)

    @property
    def takes_part(self) -> bool:
        return self.open_places > 0 and not self.non_participation


@dataclass(frozen=True, slots=True)
class Mentee(MarketMember):
    """`has_mentor`: the mentee has an active mentorship, so this would be the second."""

    has_mentor: bool = False


@dataclass(frozen=True, slots=True)
class Mentor(MarketMember):
    """The skills are those the mentor is strongest in, in order."""
