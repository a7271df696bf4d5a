"""The State's directory as of the last import, and the program's own lists of people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from moments.application.directory.update import ImportedFile
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.renumbering import Renumbering
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import Catalog, Skill
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId, RenumberingId


class Directory(Protocol):
    async def get(self, person: PersonId) -> Employee:
        """Includes people who have left; raises NotFound."""
        ...

    async def by_email(self, email: str) -> Employee | None:
        """Ignores case; excludes people who have left."""
        ...

    async def people(self, people: Collection[PersonId]) -> dict[PersonId, Employee]:
        """The records of these people, including those who have left."""
        ...

    async def above(self, person: PersonId) -> tuple[PersonId, ...]:
        """Everyone above this person in the reporting lines, the nearest first."""
        ...

    async def supervises(self, person: PersonId) -> bool:
        """Whether somebody who has not left reports to this person."""
        ...

    async def department(self, code: DepartmentCode) -> Department:
        """Raises NotFound."""
        ...


class Skills(Protocol):
    async def catalog(self) -> Catalog: ...

    async def save(self, skill: Skill) -> None:
        """Inserts or replaces the skill with its id."""
        ...


class Administrators(Protocol):
    async def of(self, department: DepartmentCode) -> Sequence[Administrator]: ...

    async def departments_of(self, person: PersonId) -> frozenset[DepartmentCode]: ...

    async def add(self, administrator: Administrator) -> None: ...

    async def remove(self, person: PersonId, department: DepartmentCode) -> None: ...


class Office(Protocol):
    """The members of the program office."""

    async def members(self) -> frozenset[PersonId]: ...

    async def is_member(self, person: PersonId) -> bool: ...

    async def add(self, person: PersonId) -> None: ...

    async def remove(self, person: PersonId) -> None: ...


class DirectoryStore(Directory, Protocol):
    """The writes of an import, all in one transaction."""

    async def all(self) -> Mapping[PersonId, Employee]:
        """All records, including people who have left; blocks other imports until the transaction ends."""
        ...

    async def departments(self) -> Mapping[DepartmentCode, Department]: ...

    async def write_departments(self, departments: Sequence[Department]) -> None:
        """Inserts or replaces each department by its code."""
        ...

    async def move(self, departments: Mapping[DepartmentCode, DepartmentCode]) -> None:
        """Everybody in a department of these goes to the other, also who has left."""
        ...

    async def write(self, employees: Sequence[Employee]) -> None:
        """Inserts or replaces each record by its id, in batches."""
        ...

    async def imported_files(self) -> Sequence[ImportedFile]:
        """All so far, the last one first."""
        ...

    async def add_imported_file(self, file: ImportedFile) -> None: ...

    async def applicants(self) -> frozenset[PersonId]:
        """All people who have an application in any state."""
        ...


class Renumberings(Protocol):
    """DIR-2: the pairs that look like one person, and the employee ids that people had before."""

    async def all(self) -> Sequence[Renumbering]:
        """By id; also the decided ones."""
        ...

    async def get(self, identity: RenumberingId) -> Renumbering:
        """Raises NotFound."""
        ...

    async def save(self, renumbering: Renumbering) -> None: ...

    async def remove(self, identities: Collection[RenumberingId]) -> None: ...

    async def former_numbers(self) -> frozenset[tuple[PersonId, str]]:
        """People, each with the key of a number that they had (`number_key`)."""
        ...

    async def add_former(self, person: PersonId, number: EmployeeNumber, at: datetime) -> None:
        """Does nothing if it is there already."""
        ...
