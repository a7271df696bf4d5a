"""What an import compares: the directory that came, and what the program has now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moments.domain.applications.application import Application
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import DepartmentCode, PersonId

People = Mapping[PersonId, Employee]


@dataclass(frozen=True, slots=True, repr=False)
class DirectoryUpdate:
    """The whole directory as it is now: whoever is not in it has left. Checked by whoever read it."""

    employees: Sequence[Employee]
    departments: Sequence[Department]


@dataclass(frozen=True, slots=True, repr=False)
class Snapshot:
    """`people`: those who have left included. `participants` and `applications`: everybody's who has any."""

    people: People
    departments: Mapping[DepartmentCode, Department]
    participants: Mapping[PersonId, Participant]
    applications: Sequence[Application]
    administrators: Sequence[Administrator]
    office: frozenset[PersonId]
