"""Letters for the program office: to whom and what became of them, and not what they say."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, func, select

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import LetterCounts, LetterRow
from moments.domain.email.email import LetterState
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import employees, letters
from moments.infrastructure.queries.base import Reader
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.people import person_columns, person_row

_c = letters.c
_SHOWN = select(
    *person_columns(employees, "recipient"),
    *(_c.id, _c.kind, _c.state, _c.due_at, _c.attempts, _c.next_at, _c.settled_at, _c.problem),
).join(letters, _c.recipient == employees.c.id)
_BY_ID = _SHOWN.where(_c.id.in_(bindparam("numbers", type_=BigInteger, expanding=True)))
_COUNTS = select(_c.state, func.count().label("number")).group_by(_c.state)


@lru_cache
def _list(state: LetterState | None) -> KeysetList[LetterRow]:
    newest = Term(_c.id, descending=True)
    if state is None:
        return KeysetList(_SHOWN, (newest,), _shown)
    return KeysetList(_SHOWN.where(_c.state == constant(state)), (Term(_c.next_at, descending=True), newest), _shown)


class LettersReader(Reader):
    async def letters(self, who: Standing, state: LetterState | None, page: PageRequest) -> Page[LetterRow]:
        if not who.office:
            return Page(total=0 if page.total else None)
        return await _list(state).page(self._connection, {}, page)

    async def letters_by_id(self, who: Standing, ids: Collection[int]) -> Mapping[int, LetterRow]:
        if not who.office:
            return {}
        return {row.id: _shown(row) for row in await self._rows(_BY_ID, {"numbers": sorted(set(ids))})}

    async def letter_counts(self) -> LetterCounts:
        return {LetterState(row.state): row.number for row in await self._rows(_COUNTS, {})}


def _shown(row: Row[Any]) -> LetterRow:
    return LetterRow(
        id=row.id,
        kind=row.kind,
        recipient=person_row(row),
        state=LetterState(row.state),
        due_at=row.due_at,
        attempts=row.attempts,
        next_at=row.next_at,
        settled_at=row.settled_at,
        problem=row.problem,
    )
