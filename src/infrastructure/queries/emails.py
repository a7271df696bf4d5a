"""Emails for the program office: to whom and what became of them, and not what they say."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, func, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import EmailCounts, EmailRow
from moments.domain.email.email import EmailState
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import emails, employees
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row

_c = emails.c
_SHOWN = select(
    *person_columns(employees, "recipient"),
    *(_c.id, _c.kind, _c.state, _c.due_at, _c.attempts, _c.next_at, _c.settled_at, _c.problem),
).join(emails, _c.recipient == employees.c.id)
_BY_ID = _SHOWN.where(_c.id.in_(bindparam("numbers", type_=BigInteger, expanding=True)))
_COUNTS = select(_c.state, func.count().label("number")).group_by(_c.state)


@lru_cache
def _list(state: EmailState | None) -> KeysetList[EmailRow]:
    newest = SortKey(_c.id, descending=True)
    if state is None:
        return KeysetList(_SHOWN, (newest,), _to_row)
    return KeysetList(
        _SHOWN.where(_c.state == constant(state)), (SortKey(_c.next_at, descending=True), newest), _to_row
    )


class EmailsQueries(QueryBase):
    async def emails(self, actor: Actor, state: EmailState | None, page: PageRequest) -> Page[EmailRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        return await _list(state).page(self._connection, {}, page)

    async def emails_by_id(self, actor: Actor, ids: Collection[int]) -> Mapping[int, EmailRow]:
        if not actor.office:
            return {}
        return {row.id: _to_row(row) for row in await self._rows(_BY_ID, {"numbers": sorted(set(ids))})}

    async def email_counts(self) -> EmailCounts:
        return {EmailState(row.state): row.number for row in await self._rows(_COUNTS, {})}


def _to_row(row: Row[Any]) -> EmailRow:
    return EmailRow(
        id=row.id,
        kind=row.kind,
        recipient=person_row(row),
        state=EmailState(row.state),
        due_at=row.due_at,
        attempts=row.attempts,
        next_at=row.next_at,
        settled_at=row.settled_at,
        problem=row.problem,
    )
