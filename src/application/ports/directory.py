"""The State's directory as the last import left it, and the program's own lists of people."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from moments.domain.participants.employee import Department, Employee
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import Catalog, Skill
from moments.domain.shared.ids import DepartmentCode, PersonId


class Directory(Protocol):
    async def get(self, person: PersonId) -> Employee:
        """Also of those who have left; raises NotFound."""
        ...

    async def by_email(self, email: str) -> Employee | None:
        """Whatever the letters' case; nobody who has left."""
        ...

    async def people(self, people: Collection[PersonId]) -> dict[PersonId, Employee]:
        """The records of these people, those who have left included."""
        ...

    async def above(self, person: PersonId) -> tuple[PersonId, ...]:
        """Everyone above this person in the reporting lines, the nearest first."""
        ...

    async def department(self, code: DepartmentCode) -> Department:
        """Raises NotFound."""
        ...


class Skills(Protocol):
    async def catalog(self) -> Catalog: ...

    async def save(self, skill: Skill) -> None:
        """Adds it or writes it over the one of its id."""
        ...


class Administrators(Protocol):
    async def of(self, department: DepartmentCode) -> Sequence[Administrator]: ...

    async def departments_of(self, person: PersonId) -> frozenset[DepartmentCode]: ...

    async def add(self, administrator: Administrator) -> None: ...

    async def remove(self, person: PersonId, department: DepartmentCode) -> None: ...


class Office(Protocol):
    """Who works in the program office."""

    async def members(self) -> frozenset[PersonId]: ...

    async def is_member(self, person: PersonId) -> bool: ...

    async def add(self, person: PersonId) -> None: ...

    async def remove(self, person: PersonId) -> None: ...


class DirectoryStore(Directory, Protocol):
    """What an import writes; all of it in the one transaction."""

    async def all(self) -> Mapping[PersonId, Employee]:
        """Every record, those who have left included; no other import reads them until the transaction ends."""
        ...

    async def departments(self) -> Mapping[DepartmentCode, Department]: ...

    async def write_departments(self, departments: Sequence[Department]) -> None:
        """Adds each or writes it over the one of its code."""
        ...

    async def write(self, employees: Sequence[Employee]) -> None:
        """Adds each or writes it over the one of its id; in batches, whatever the number."""
        ...

    async def applicants(self) -> frozenset[PersonId]:
        """Everyone who has an application, of whatever state."""
        ...
