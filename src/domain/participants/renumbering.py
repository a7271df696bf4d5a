"""One person under two employee ids (DIR-2): who looks like one, and what was decided of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from hashlib import sha256

from moments.domain.participants.employee import Employee
from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import EmployeeNumber, PersonId, RenumberingId


class Likeness(Enum):
    """Why two records look like one person's."""

    EMAIL = "email"
    NAME_AND_HIRE_DATE = "name_and_hire_date"


class Verdict(Enum):
    """Whether two employee ids are one person's."""

    SAME_PERSON = "same_person"
    TWO_PEOPLE = "two_people"


def number_key(number: str) -> str:
    """Equal for employee ids that differ in capitals and spaces only (DIR-2)."""
    return "".join(number.split()).casefold()


def likeness_keys(record: Employee) -> Iterator[tuple[Likeness, object]]:
    """Two records look like one person's for each key that they have in common (DIR-2)."""
    if record.email:
        yield Likeness.EMAIL, record.email.casefold()
    yield (
        Likeness.NAME_AND_HIRE_DATE,
        (comparison_key(record.first_name), comparison_key(record.last_name), record.hire_date),
    )


def likenesses(one: Employee, other: Employee) -> tuple[Likeness, ...]:
    """Empty if the two records do not look like one person's."""
    keys = set(likeness_keys(other))
    return tuple(likeness for likeness, key in likeness_keys(one) if (likeness, key) in keys)


class RenumberingDecided(DomainError):
    """A pair is decided once, because the decision is applied at once."""

    rule = "DIR-2"

    def __init__(self) -> None:
        super().__init__("This pair was decided already. Load the page again to see what became of it.")


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A person of the directory who may have the employee id of a row, which is kept here until it is decided.

    `row`: as a person who is new; its supervisor is in `supervisor`, because the row names them by their employee id.
    None once the pair is decided: the row holds private facts (ELIG-5). `is_gone`: no row has the person's own id.
    """

    id: RenumberingId
    person: PersonId
    number: EmployeeNumber
    likenesses: tuple[Likeness, ...]
    found_at: datetime
    row: Employee | None
    supervisor: EmployeeNumber | None = None
    is_gone: bool = True
    verdict: Verdict | None = None
    decided_by: PersonId | None = None
    decided_at: datetime | None = None

    @property
    def key(self) -> tuple[PersonId, str]:
        return self.person, number_key(self.number)

    def check_open(self) -> None:
        """Raises RenumberingDecided."""
        if self.verdict is not None:
            raise RenumberingDecided

    def decided(self, verdict: Verdict, by: PersonId | None, at: datetime) -> "Renumbering":
        """Raises RenumberingDecided. The row stays until it is imported."""
        self.check_open()
        return replace(self, verdict=verdict, decided_by=by, decided_at=at)

    def without_row(self) -> "Renumbering":
        return replace(self, row=None, supervisor=None)


def renumbering_id(person: PersonId, number: EmployeeNumber) -> RenumberingId:
    """The same for the same pair in every import. It tells nothing of the employee id, as a person's id is random."""
    return RenumberingId(sha256(f"{person}\n{number_key(number)}".encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRenumbered(DomainEvent):
    """The personnel system gave the person another employee id; the ids are not in the event."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RenumberingAnswered(DomainEvent):
    """The office said whether two employee ids are one person's."""

    person: PersonId
    verdict: Verdict
