"""Private facts of a person (ELIG-5), and in which role somebody else reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from moments.domain.shared.ids import PersonId


class PrivateFacts(Enum):
    """What was read. The values are stored."""

    ELIGIBILITY = "eligibility"
    """Whether the person meets the criteria, and which they do not meet."""
    READERS = "readers"
    """Who has read the person's private facts."""


class ReaderRole(Enum):
    """Why the reader may read it. The values are stored."""

    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    OFFICE = "office"
    DECIDER = "decider"
    """Was told when deciding: as supervisor, or as administrator in lieu of them."""


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """Private facts of a person in an answer, whoever reads it."""

    person: PersonId
    facts: PrivateFacts
    role: ReaderRole


@dataclass(frozen=True, slots=True)
class DaysReads:
    """All reads on a day, in Central time, of the same facts of a person by the same reader in the same role."""

    shown: ShownFacts
    reader: PersonId
    day: date
    first_at: datetime
    last_at: datetime
    times: int = 1

    @property
    def key(self) -> tuple[str, date, str, str, str]:
        return self.shown.person, self.day, self.reader, self.shown.facts.value, self.shown.role.value
