"""The two sides that an import compares: the new directory, and the program's current data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from moments.application.directory.file_problem import FileProblem
from moments.domain.applications.application import Application
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.participants.renumbering import Renumbering, Verdict
from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId

People = Mapping[PersonId, Employee]


@dataclass(frozen=True, slots=True)
class Statement:
    """Says whether the person whose employee id was `old` has `new` now (DIR-2).

    `is_option`: it was given for this import alone, and is an error if it cannot be followed. A column of the file
    says the same again and again, long after it was followed.
    """

    old: EmployeeNumber
    new: EmployeeNumber
    verdict: Verdict = Verdict.SAME_PERSON
    is_option: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class RowApart:
    """DIR-4: an employee's row that is in error. Whoever it is of stays as they were.

    `number`, `email`: as far as they can be read, to find whom it is of.
    """

    line: int
    number: EmployeeNumber | None
    email: str | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The employees' file: a digest of its content, and the date that it states, if any."""

    digest: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedFile:
    digest: str
    as_of: date | None
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class DirectoryUpdate:
    """The whole current directory: people who are not in it have left. The reader has checked each row by itself.

    The ids are for those who turn out to be new; the import knows the others by their numbers. `numbers`: of whom the
    ids are, where they are no employees here (a supervisor who has no sound row). `lines`: where a person's row begins.
    `former_codes`: the codes that each department had before, or whose departments it has taken over (DIR-3).
    `on_record`: fields of an Employee that the file does not hold; who is not on record can't be taken from it.
    """

    employees: Sequence[Employee]
    departments: Sequence[Department]
    apart: Sequence[RowApart] = ()
    problems: Sequence[FileProblem] = ()
    warnings: Sequence[FileProblem] = ()
    numbers: Mapping[PersonId, EmployeeNumber] = field(default_factory=dict[PersonId, EmployeeNumber])
    lines: Mapping[PersonId, int] = field(default_factory=dict[PersonId, int])
    file: str = "employees"
    on_record: frozenset[str] = frozenset()
    source: SourceFile | None = None
    statements: Sequence[Statement] = ()
    former_codes: Mapping[DepartmentCode, Sequence[DepartmentCode]] = field(
        default_factory=dict[DepartmentCode, Sequence[DepartmentCode]]
    )

    @property
    def rows(self) -> int:
        """Of employees, the ones set apart included."""
        return len(self.employees) + len(self.apart)


@dataclass(frozen=True, slots=True, repr=False)
class Snapshot:
    """`people`: includes those who have left. `participants`, `applications`: all of them. `waiting`: the requests.

    `renumberings`: all pairs, decided or not. `former_numbers`: each person's, as keys (`number_key`).
    """

    people: People
    departments: Mapping[DepartmentCode, Department]
    participants: Mapping[PersonId, Participant]
    applications: Sequence[Application]
    waiting: Sequence[Mentorship]
    administrators: Sequence[Administrator]
    office: frozenset[PersonId]
    renumberings: Sequence[Renumbering] = ()
    former_numbers: frozenset[tuple[PersonId, str]] = frozenset()
