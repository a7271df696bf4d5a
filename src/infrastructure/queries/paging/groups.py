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
from moments.infrastructure.queries.paging.lists import Parameters, Shape, shape_and_place
from moments.infrastructure.queries.paging.sort_keys import Term, beyond

Parent = TypeVar("Parent", bound=str)
Shown = TypeVar("Shown")
_LIMIT = bindparam("page_limit", type_=Integer)


class KeysetGroups(Generic[Shown]):
    """`statement`: the rows of all the parents asked for; `parent`: the column that says whose a row is."""

    def __init__(
        self,
        statement: Statement,
        parent: ColumnElement[Any],
        terms: Sequence[Term],
        shown: Callable[[Row[Any]], Shown],
    ) -> None:
        self._statement, self._parent, self._terms, self._shown = statement, parent, tuple(terms), shown
        self._width = len(statement.selected_columns)
        self._built: dict[Shape, Statement] = {}

    async def pages(
        self, connection: AsyncConnection, parents: Sequence[Parent], values: Parameters, request: PageRequest
    ) -> Mapping[Parent, Page[Shown]]:
        """A page for each of `parents`, in their order; raises BadCursor."""
        shape, place = shape_and_place(self._terms, request)
        bound = {**values, **place, "page_limit": request.limit + 1}
        if shape not in self._built:
            self._built[shape] = self._build(shape)
        rows: dict[Parent, list[Row[Any]]] = {parent: [] for parent in parents}
        if parents:
            for row in (await connection.execute(self._built[shape], bound)).all():
                rows[row.parent].append(row)
        return {parent: self._answer(shape, request.limit, found) for parent, found in rows.items()}

    def _answer(self, shape: Shape, limit: int, found: Sequence[Row[Any]]) -> Page[Shown]:
        beyond = [row for row in found if not row.other_side]
        rows, more, other_side = beyond[:limit], len(beyond) > limit, len(beyond) < len(found)
        if shape.back:
            rows.reverse()
        width, end = self._width, self._width + len(self._terms)
        return Page(
            rows=tuple([self._shown(row) for row in rows]),
            keys=tuple([key_of(row[width:end]) for row in rows]),
            has_next=other_side if shape.back else more,
            has_previous=more if shape.back else other_side,
            total=(found[0].total if found else 0) if shape.total else None,
        )

    def _build(self, shape: Shape) -> Statement:
        """One row of a place's other side is kept where there is any: it says so, and brings the parent's
        total where nothing lies beyond the place."""
        keys = (term.column.label(f"key_{i}") for i, term in enumerate(self._terms))
        other_side = self._on_other_side(shape).label("other_side")
        position = func.row_number().over(
            partition_by=[self._parent] if shape.place is None else [self._parent, other_side.element],
            order_by=[term.ordering(shape.back) for term in self._terms],
        )
        numbered = self._statement.add_columns(
            *keys,
            self._parent.label("parent"),
            other_side,
            position.label("position"),
            *([func.count().over(partition_by=self._parent).label("total")] if shape.total else []),
        ).subquery()
        kept = numbered.c.position <= _LIMIT
        if shape.place is not None:
            here, there = numbered.c.other_side == 0, numbered.c.other_side == 1
            kept = or_(and_(here, kept), and_(there, numbered.c.position == 1))
        return select(numbered).where(kept).order_by(numbered.c.parent, numbered.c.position)

    def _on_other_side(self, shape: Shape) -> ColumnElement[Any]:
        if shape.place is None:
            return literal_column("0", Integer)
        return case((beyond(self._terms, shape.place, back=shape.back), 0), else_=1)
