"""The program's own lists of people: the departments' administrators, and the program office."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select

from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.infrastructure.persistence.tables import administrators, office_members
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.whole_table import WholeTableRead

_OF_DEPARTMENT = (
    select(administrators)
    .where(administrators.c.department == bindparam("department"))
    .order_by(administrators.c.named_at, administrators.c.person)
)
_DEPARTMENTS_OF = (
    select(administrators.c.department)
    .where(administrators.c.person == bindparam("person"))
    .order_by(administrators.c.department)
)
_REMOVE = delete(administrators).where(
    administrators.c.person == bindparam("who"), administrators.c.department == bindparam("where")
)
_MEMBERS = select(office_members.c.person).order_by(office_members.c.person)
_MEMBER = select(office_members.c.person).where(office_members.c.person == bindparam("who"))
_REMOVE_MEMBER = delete(office_members).where(office_members.c.person == bindparam("who"))


class SqlAdministrators:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._list = WholeTableRead(work, administrators)

    async def of(self, department: DepartmentCode) -> Sequence[Administrator]:
        rows = await self._list.read(_OF_DEPARTMENT, department=department)
        return [Administrator(row.person, row.department, row.named_by, row.named_at) for row in rows]

    async def departments_of(self, person: PersonId) -> frozenset[DepartmentCode]:
        return frozenset(row.department for row in await self._list.read(_DEPARTMENTS_OF, person=person))

    async def add(self, administrator: Administrator) -> None:
        await self._list.verify_unchanged()
        row = {
            "department": administrator.department,
            "person": administrator.person,
            "named_by": administrator.named_by,
            "named_at": administrator.named_at,
        }
        await self._work.run(insert(administrators), row)

    async def remove(self, person: PersonId, department: DepartmentCode) -> None:
        await self._list.verify_unchanged()
        await self._work.run(_REMOVE, {"who": person, "where": department})


class SqlOffice:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._list = WholeTableRead(work, office_members)

    async def members(self) -> frozenset[PersonId]:
        return frozenset(row.person for row in await self._list.read(_MEMBERS))

    async def is_member(self, person: PersonId) -> bool:
        return bool(await self._list.read(_MEMBER, who=person))

    async def add(self, person: PersonId) -> None:
        await self._list.verify_unchanged()
        await self._work.run(insert(office_members), {"person": person})

    async def remove(self, person: PersonId) -> None:
        await self._list.verify_unchanged()
        await self._work.run(_REMOVE_MEMBER, {"who": person})
