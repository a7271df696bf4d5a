"""Those whom a matching run is about, as far as it needs to know them (MAT-3, MAT-6)."""

from dataclasses import dataclass
from enum import Enum

from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId


class Absence(Enum):
    """Why somebody takes no part in a run (MAT-3)."""

    FULL = "full"
    UNAVAILABLE = "unavailable"
    INELIGIBLE = "ineligible"
    NOT_APPROVED = "not_approved"


@dataclass(frozen=True, slots=True)
class MarketMember:
    """One side's view of a person. `id` is unique on that side; `person` is the same on both.

    `open_places`: mentorships still to be had. `absences`: reasons other than full places. `hours`: the choice of
    regular working hours (program/working_hours.py), None where unknown.
    """

    id: str
    person: PersonId
    department: str
    supervisor: PersonId | None
    skills: RankedSkills
    open_places: int
    absences: tuple[Absence, ...] = ()
    hours: str | None = None

    @property
    def why_absent(self) -> tuple[Absence, ...]:
        """Every reason to take no part; empty for those who do (CAP-1, CAP-2, CAP-3)."""
        return self.absences if self.open_places > 0 else (Absence.FULL, *self.absences)

    @property
    def takes_part(self) -> bool:
        return self.open_places > 0 and not self.absences


@dataclass(frozen=True, slots=True)
class Mentee(MarketMember):
    """`has_mentor`: a mentorship is under way already, so that this would be the second."""

    has_mentor: bool = False


@dataclass(frozen=True, slots=True)
class Mentor(MarketMember):
    """The skills are the mentor's strongest, in order."""
