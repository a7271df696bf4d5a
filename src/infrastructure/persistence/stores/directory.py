"""The directory: read by use-cases, written by imports."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, case, insert, literal, select, update

from moments.application.directory.update import ImportedFile
from moments.application.ports.errors import NotFound
from moments.domain.participants.employee import Department, Employee
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.employees import (
    department_of,
    department_row,
    email_key,
    employee_of,
)
from moments.infrastructure.persistence.stores.directory_writes import write_employees
from moments.infrastructure.persistence.tables import applications, employees, imported_files
from moments.infrastructure.persistence.tables import departments as departments_table
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite

_HIGHEST = 50
"""Levels of supervisors; no reporting line is as long, and a circle in bad data ends there."""

_BY_ID = select(employees).where(employees.c.id == bindparam("id"))
_BY_EMAIL = select(employees).where(employees.c.email_key == bindparam("key"), employees.c.left_on.is_(None))
_REPORTS = (
    select(employees.c.id).where(employees.c.supervisor == bindparam("id"), employees.c.left_on.is_(None)).limit(1)
)
_PEOPLE = select(employees).where(in_array(employees.c.id))
_ALL = select(employees).order_by(employees.c.id)
_DEPARTMENT = select(departments_table).where(departments_table.c.code == bindparam("code"))
_DEPARTMENTS = select(departments_table).order_by(departments_table.c.code)
_IMPORTED_FILES = select(imported_files).order_by(imported_files.c.id.desc())
_APPLICANTS = select(applications.c.applicant).distinct()

_line = (
    select(employees.c.supervisor.label("person"), literal(1).label("level"))
    .where(employees.c.id == bindparam("id"), employees.c.supervisor.is_not(None))
    .cte("line", recursive=True)
)
_line = _line.union_all(
    select(employees.c.supervisor, _line.c.level + 1)
    .join(_line, employees.c.id == _line.c.person)
    .where(employees.c.supervisor.is_not(None), _line.c.level < _HIGHEST)
)
_ABOVE = select(_line.c.person).order_by(_line.c.level)


class SqlDirectory:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def get(self, person: PersonId) -> Employee:
        row = await self._work.first(_BY_ID, id=person)
        if row is None:
            raise NotFound("person")
        return employee_of(row)

    async def by_email(self, email: str) -> Employee | None:
        row = await self._work.first(_BY_EMAIL, key=email_key(email))
        return None if row is None else employee_of(row)

    async def people(self, people: Collection[PersonId]) -> dict[PersonId, Employee]:
        return {row.id: employee_of(row) for row in await self._work.all(_PEOPLE, ids=sorted_ids(people))}

    async def above(self, person: PersonId) -> tuple[PersonId, ...]:
        rows = await self._work.all(_ABOVE, id=person)
        return tuple(dict.fromkeys(row.person for row in rows))

    async def supervises(self, person: PersonId) -> bool:
        return await self._work.first(_REPORTS, id=person) is not None

    async def department(self, code: DepartmentCode) -> Department:
        row = await self._work.first(_DEPARTMENT, code=code)
        if row is None:
            raise NotFound("department")
        return department_of(row)

    async def all(self) -> Mapping[PersonId, Employee]:
        await self._work.lock_table(employees)
        return {row.id: employee_of(row) for row in await self._work.all(_ALL)}

    async def departments(self) -> Mapping[DepartmentCode, Department]:
        return {row.code: department_of(row) for row in await self._work.all(_DEPARTMENTS)}

    async def write_departments(self, departments: Sequence[Department]) -> None:
        if departments:
            rows = [department_row(department) for department in departments]
            await self._work.run(add_or_overwrite(self._work, departments_table), rows)

    async def move(self, departments: Mapping[DepartmentCode, DepartmentCode]) -> None:
        there = employees.c.department.in_(sorted(departments))
        self._work.stale.listing.update(row.id for row in await self._work.all(select(employees.c.id).where(there)))
        await self._work.run(
            update(employees).where(there).values(department=case(dict(departments), value=employees.c.department))
        )

    async def write(self, employees: Sequence[Employee]) -> None:
        await write_employees(self._work, employees)

    async def imported_files(self) -> Sequence[ImportedFile]:
        return [ImportedFile(row.digest, row.as_of, row.imported_at) for row in await self._work.all(_IMPORTED_FILES)]

    async def add_imported_file(self, file: ImportedFile) -> None:
        row = {"digest": file.digest, "as_of": file.as_of, "imported_at": file.at}
        await self._work.run(insert(imported_files), row)

    async def applicants(self) -> frozenset[PersonId]:
        return frozenset(row.applicant for row in await self._work.all(_APPLICANTS))
