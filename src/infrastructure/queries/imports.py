"""The office's imports, newest first."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ImportRow
from moments.domain.shared.ids import ImportId
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.stores.imports import import_of
from moments.infrastructure.persistence.tables import employees, imports
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row

_i = imports.c
_SHOWN = select(*person_columns(employees, "uploader"), *_i).join(imports, _i.uploaded_by == employees.c.id)
_BY_ID = _SHOWN.where(in_array(_i.id))


def _to_row(row: Row[Any]) -> ImportRow:
    return ImportRow(import_of(row), person_row(row))


_NEWEST = KeysetList(_SHOWN, (SortKey(_i.uploaded_at, descending=True), SortKey(_i.id, descending=True)), _to_row)


class ImportsQueries(QueryBase):
    async def imports(self, actor: Actor, page: PageRequest) -> Page[ImportRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        return await _NEWEST.page(self._connection, {}, page)

    async def imports_by_id(self, actor: Actor, ids: Collection[ImportId]) -> Mapping[ImportId, ImportRow]:
        if not actor.office:
            return {}
        return {row.id: _to_row(row) for row in await self._found(_BY_ID, ids, {})}
