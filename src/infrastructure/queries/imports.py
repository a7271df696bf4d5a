"""The office's imports, newest first."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, select

from moments.application.access.relations import Actor
from moments.application.ports.imports import ImportChange, ImportChangeKind
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ImportRow
from moments.domain.shared.ids import ImportId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.stores.imports import change_of, import_of
from moments.infrastructure.persistence.tables import employees, import_changes, imports
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_or_none

_i = imports.c
_SHOWN = (
    select(*person_columns(employees, "uploader"), *_i)
    .select_from(imports)
    .outerjoin(employees, _i.uploaded_by == employees.c.id)
)
_BY_ID = _SHOWN.where(in_array(_i.id))


def _to_row(row: Row[Any]) -> ImportRow:
    return ImportRow(import_of(row), person_or_none(row))


_NEWEST = (SortKey(_i.uploaded_at, descending=True), SortKey(_i.id, descending=True))
_ALL = KeysetList(_SHOWN, _NEWEST, _to_row)
_OF_THE_OFFICE = KeysetList(_SHOWN.where(_i.uploaded_by.is_not(None)), _NEWEST, _to_row)


_c = import_changes.c


@lru_cache
def _changes(kinds: bool) -> KeysetList[ImportChange]:
    wanted = [_c["import"] == bindparam("import"), *([in_array(_c.kind, "kinds")] if kinds else [])]
    return KeysetList(select(*_c).where(*wanted), (SortKey(_c.number),), change_of)


class ImportsQueries(QueryBase):
    async def imports(self, actor: Actor, command_line: bool, page: PageRequest) -> Page[ImportRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        return await (_ALL if command_line else _OF_THE_OFFICE).page(self._connection, {}, page)

    async def imports_by_id(self, actor: Actor, ids: Collection[ImportId]) -> Mapping[ImportId, ImportRow]:
        if not actor.office:
            return {}
        return {row.id: _to_row(row) for row in await self._found(_BY_ID, ids, {})}

    async def import_changes(
        self, actor: Actor, identity: ImportId, kinds: Collection[ImportChangeKind], page: PageRequest
    ) -> Page[ImportChange]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        values = {"import": identity, "kinds": sorted_ids(kind.value for kind in kinds)}
        return await _changes(bool(kinds)).page(self._connection, values, page)
