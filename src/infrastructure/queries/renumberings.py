"""The pairs of employee ids that the office decides, the oldest first."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import RenumberingRow
from moments.domain.shared.ids import RenumberingId
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.stores.renumberings import renumbering_of
from moments.infrastructure.persistence.tables import employees, renumberings
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row

_r = renumberings.c
_SHOWN = select(*person_columns(employees, "person"), employees.c.employee_number, *_r).join(
    renumberings, _r.person == employees.c.id
)
_OPEN = _SHOWN.where(_r.verdict.is_(None))
_BY_ID = _SHOWN.where(in_array(_r.id))


def _to_row(row: Row[Any]) -> RenumberingRow:
    return RenumberingRow(renumbering_of(row), person_row(row), row.employee_number)


_OLDEST = KeysetList(_OPEN, (SortKey(_r.found_at), SortKey(_r.id)), _to_row)


class RenumberingQueries(QueryBase):
    async def renumberings(self, actor: Actor, page: PageRequest) -> Page[RenumberingRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        return await _OLDEST.page(self._connection, {}, page)

    async def renumberings_by_id(
        self, actor: Actor, ids: Collection[RenumberingId]
    ) -> Mapping[RenumberingId, RenumberingRow]:
        if not actor.office:
            return {}
        return {row.id: _to_row(row) for row in await self._found(_BY_ID, ids, {})}
