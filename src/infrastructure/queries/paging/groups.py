"""The same page of each of many parents' lists, by one statement: a window over each parent's rows.

A window reads all rows of the parents that were asked for, so it is for lists that are short by nature.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Integer, Row, and_, bindparam, case, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.queries.paging import Page, PageRequest
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.queries.paging.keys import key_of
from moments.infrastructure.queries.paging.lists import PageVariant, Parameters, variant_and_position
from moments.infrastructure.queries.paging.sort_keys import SortKey, after_position

Parent = TypeVar("Parent", bound=str)
T = TypeVar("T")
_LIMIT = bindparam("page_limit", type_=Integer)


class KeysetGroups(Generic[T]):
    """`statement`: the rows of all the parents asked for; `parent`: the column that says whose a row is."""

    def __init__(
        self,
        statement: Statement,
        parent: ColumnElement[Any],
        terms: Sequence[SortKey],
        to_row: Callable[[Row[Any]], T],
    ) -> None:
        self._statement, self._parent, self._terms, self._to_row = statement, parent, tuple(terms), to_row
        self._width = len(statement.selected_columns)
        self._built: dict[PageVariant, Statement] = {}

    async def pages(
        self, connection: AsyncConnection, parents: Sequence[Parent], values: Parameters, request: PageRequest
    ) -> Mapping[Parent, Page[T]]:
        """A page for each of `parents`, in their order; raises BadCursor."""
        variant, position = variant_and_position(self._terms, request)
        bound = {**values, **position, "page_limit": request.limit + 1}
        if variant not in self._built:
            self._built[variant] = self._build(variant)
        rows: dict[Parent, list[Row[Any]]] = {parent: [] for parent in parents}
        if parents:
            for row in (await connection.execute(self._built[variant], bound)).all():
                rows[row.parent].append(row)
        return {parent: self._answer(variant, request.limit, found) for parent, found in rows.items()}

    def _answer(self, variant: PageVariant, limit: int, found: Sequence[Row[Any]]) -> Page[T]:
        beyond = [row for row in found if not row.other_side]
        rows, more, other_side = beyond[:limit], len(beyond) > limit, len(beyond) < len(found)
        if variant.back:
            rows.reverse()
        width, end = self._width, self._width + len(self._terms)
        return Page(
            rows=tuple([self._to_row(row) for row in rows]),
            keys=tuple([key_of(row[width:end]) for row in rows]),
            has_next=other_side if variant.back else more,
            has_previous=more if variant.back else other_side,
            total=(found[0].total if found else 0) if variant.total else None,
        )

    def _build(self, variant: PageVariant) -> Statement:
        """One row of the position's other side is kept where there is any: it says so, and brings the parent's
        total where nothing lies beyond the position."""
        keys = (term.column.label(f"key_{i}") for i, term in enumerate(self._terms))
        other_side = self._on_other_side(variant).label("other_side")
        position = func.row_number().over(
            partition_by=[self._parent] if variant.nulls is None else [self._parent, other_side.element],
            order_by=[term.ordering(variant.back) for term in self._terms],
        )
        numbered = self._statement.add_columns(
            *keys,
            self._parent.label("parent"),
            other_side,
            position.label("position"),
            *([func.count().over(partition_by=self._parent).label("total")] if variant.total else []),
        ).subquery()
        kept = numbered.c.position <= _LIMIT
        if variant.nulls is not None:
            here, there = numbered.c.other_side == 0, numbered.c.other_side == 1
            kept = or_(and_(here, kept), and_(there, numbered.c.position == 1))
        return select(numbered).where(kept).order_by(numbered.c.parent, numbered.c.position)

    def _on_other_side(self, variant: PageVariant) -> ColumnElement[Any]:
        if variant.nulls is None:
            return literal_column("0", Integer)
        return case((after_position(self._terms, variant.nulls, back=variant.back), 0), else_=1)
