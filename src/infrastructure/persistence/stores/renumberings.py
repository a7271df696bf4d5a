"""Pairs that look like one person, and the employee ids that people had before (DIR-2)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from moments.application.ports.errors import NotFound
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Likeness, Renumbering, Verdict, number_key
from moments.domain.shared.ids import EmployeeNumber, PersonId, RenumberingId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.stored_json import StoredJson
from moments.infrastructure.persistence.tables import former_numbers, renumberings
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite

_ROW = StoredJson(Employee)
_ALL = select(renumberings).order_by(renumberings.c.id)
_ONE = select(renumberings).where(renumberings.c.id == bindparam("wanted"))
_REMOVE = delete(renumberings).where(in_array(renumberings.c.id))
_FORMER = select(former_numbers.c.person, former_numbers.c.number_key)


def renumbering_of(row: Row[Any]) -> Renumbering:
    return Renumbering(
        id=row.id,
        person=row.person,
        number=row.number,
        likenesses=tuple(map(Likeness, row.likenesses)),
        found_at=row.found_at,
        row=None if row.row is None else _ROW.load(row.row),
        supervisor=row.supervisor,
        is_gone=row.is_gone,
        verdict=None if row.verdict is None else Verdict(row.verdict),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


class SqlRenumberings:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def all(self) -> Sequence[Renumbering]:
        return [renumbering_of(row) for row in await self._work.all(_ALL)]

    async def get(self, identity: RenumberingId) -> Renumbering:
        row = await self._work.first(_ONE, wanted=identity)
        if row is None:
            raise NotFound("renumbering")
        return renumbering_of(row)

    async def save(self, renumbering: Renumbering) -> None:
        row = {
            "id": renumbering.id,
            "person": renumbering.person,
            "number": renumbering.number,
            "likenesses": [each.value for each in renumbering.likenesses],
            "found_at": renumbering.found_at,
            "row": None if renumbering.row is None else _ROW.dump(renumbering.row),
            "supervisor": renumbering.supervisor,
            "is_gone": renumbering.is_gone,
            "verdict": renumbering.verdict.value if renumbering.verdict else None,
            "decided_by": renumbering.decided_by,
            "decided_at": renumbering.decided_at,
        }
        await self._work.run(add_or_overwrite(self._work, renumberings), row)

    async def remove(self, identities: Collection[RenumberingId]) -> None:
        if identities:
            await self._work.run(_REMOVE, {"ids": sorted_ids(identities)})

    async def former_numbers(self) -> frozenset[tuple[PersonId, str]]:
        return frozenset((row.person, row.number_key) for row in await self._work.all(_FORMER))

    async def add_former(self, person: PersonId, number: EmployeeNumber, at: datetime) -> None:
        insert = postgresql.insert(former_numbers) if self._work.on_postgresql else sqlite.insert(former_numbers)
        row = {"person": person, "number_key": number_key(number), "number": number, "until": at}
        await self._work.run(insert.on_conflict_do_nothing(index_elements=["person", "number_key"]), row)
