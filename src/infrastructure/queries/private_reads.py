"""Who has read whose private facts, for the office."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, select

from moments.application.access.relations import Actor
from moments.application.queries.filters import PrivateReadFilter, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import PrivateReadRow
from moments.domain.participants.private_facts import PrivateFacts, ReaderRole
from moments.infrastructure.persistence.tables import employees, private_reads
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import PERSON, PeriodShape, in_period, period_parameters, period_shape
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row

_r = private_reads.c
_person, _reader = employees.alias("read"), employees.alias("reader")
_READS = (
    select(
        *person_columns(_person, "person"),
        *person_columns(_reader, "reader"),
        _r.facts,
        _r.role,
        _r.first_at,
        _r.last_at,
        _r.times,
    )
    .select_from(private_reads)
    .join(_person, _person.c.id == _r.person)
    .join(_reader, _reader.c.id == _r.reader)
)


@dataclass(frozen=True, slots=True)
class _Shape:
    person: bool
    reader: bool
    period: PeriodShape
    order: TimeOrder

    def rows(self) -> list[ColumnElement[bool]]:
        """A day's reads are in a period with the first of them, as they stand in the list's order."""
        return [
            *([_r.person == PERSON] if self.person else []),
            *([_r.reader == bindparam("reader", type_=String)] if self.reader else []),
            *in_period(_r.first_at, self.period),
        ]


@lru_cache(maxsize=64)
def _list(shape: _Shape) -> KeysetList[PrivateReadRow]:
    newest = shape.order is TimeOrder.NEWEST
    order = [SortKey(column, descending=newest) for column in (_r.first_at, _r.id)]
    return KeysetList(_READS.where(*shape.rows()), order, _row)


def _row(row: Row[Any]) -> PrivateReadRow:
    return PrivateReadRow(
        person=person_row(row),
        reader=person_row(row[WIDTH:]),
        facts=PrivateFacts(row.facts),
        role=ReaderRole(row.role),
        first_at=row.first_at,
        last_at=row.last_at,
        times=row.times,
    )


class PrivateReadsQueries(QueryBase):
    async def private_reads(self, actor: Actor, criteria: PrivateReadFilter, page: PageRequest) -> Page[PrivateReadRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        has_person, has_reader = criteria.person is not None, criteria.reader is not None
        shape = _Shape(has_person, has_reader, period_shape(criteria.period), criteria.order)
        given = {"person": criteria.person, "reader": criteria.reader, **period_parameters(criteria.period)}
        return await _list(shape).page(self._connection, given, page)
