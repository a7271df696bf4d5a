"""The two sides that an import compares: the new directory, and the program's current data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moments.domain.applications.application import Application
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import DepartmentCode, PersonId

People = Mapping[PersonId, Employee]


@dataclass(frozen=True, slots=True, repr=False)
class DirectoryUpdate:
    """The whole current directory: people who are not in it have left. The reader has validated it.

    The ids are for those who turn out to be new; the import knows the others by their numbers.
    """

    employees: Sequence[Employee]
    departments: Sequence[Department]


@dataclass(frozen=True, slots=True, repr=False)
class Snapshot:
    """`people`: includes those who have left. `participants`, `applications`: all of them. `waiting`: the requests."""

    people: People
    departments: Mapping[DepartmentCode, Department]
    participants: Mapping[PersonId, Participant]
    applications: Sequence[Application]
    waiting: Sequence[Mentorship]
    administrators: Sequence[Administrator]
    office: frozenset[PersonId]
