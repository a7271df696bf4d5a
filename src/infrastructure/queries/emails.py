"""Emails for the program office: to whom and what became of them, and not what they say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Row, String, bindparam, func, select

from moments.application.access.relations import Actor
from moments.application.queries.filters import EmailFilter, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import EmailCounts, EmailRow
from moments.domain.email.email import EmailState
from moments.infrastructure.persistence.array_parameters import sorted_ids
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import emails, employees
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import PERSON, PeriodShape, in_period, period_parameters, period_shape
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


@dataclass(frozen=True, slots=True)
class _Shape:
    state: EmailState | None
    kinds: bool
    recipient: bool
    due: PeriodShape
    order: TimeOrder


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[EmailRow]:
    rows = in_period(_c.due_at, shape.due)
    if shape.state is not None:
        rows.append(_c.state == constant(shape.state))
    if shape.kinds:
        rows.append(_c.kind.in_(bindparam("kinds", type_=String, expanding=True)))
    if shape.recipient:
        rows.append(_c.recipient == PERSON)
    newest, moment = shape.order is TimeOrder.NEWEST, _c.due_at if shape.state is None else _c.next_at
    order = [SortKey(column, descending=newest) for column in (moment, _c.id)]
    return KeysetList(_SHOWN.where(*rows), order, _to_row)


class EmailsQueries(QueryBase):
    async def emails(self, actor: Actor, criteria: EmailFilter, page: PageRequest) -> Page[EmailRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        shape = _Shape(
            criteria.state,
            bool(criteria.kinds),
            criteria.recipient is not None,
            period_shape(criteria.due),
            criteria.order,
        )
        values = {
            "kinds": sorted_ids(kind.value for kind in criteria.kinds),
            "person": criteria.recipient,
            **period_parameters(criteria.due),
        }
        return await _list(shape).page(self._connection, values, page)

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
