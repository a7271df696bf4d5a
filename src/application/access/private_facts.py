"""Private facts of a person (ELIG-5), and in which role somebody else reads them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from moments.application.access.relations import Relation
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


_ROLES: Mapping[Relation, ReaderRole] = {
    Relation.SUPERVISOR: ReaderRole.SUPERVISOR,
    Relation.ADMINISTRATOR: ReaderRole.ADMINISTRATOR,
    Relation.OFFICE: ReaderRole.OFFICE,
}
"""The closest first."""


def role_of(relations: AbstractSet[Relation]) -> ReaderRole | None:
    """The role in which somebody with these relations to a person reads their private facts; None for themselves."""
    if Relation.SELF in relations:
        return None
    return next((role for relation, role in _ROLES.items() if relation in relations), None)


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
