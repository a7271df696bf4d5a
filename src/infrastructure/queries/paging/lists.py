"""One list's pages.

Building a statement costs more than running it, so each shape of page (which way, from a place or from the
end, counted or not) is built once a list; what varies further is a parameter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Integer, Row, bindparam, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.queries.paging import Key, Page, PageRequest
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.queries.paging.keys import key_of, values_of
from moments.infrastructure.queries.paging.sort_keys import Place, Term, beyond, not_beyond, parameter

Shown = TypeVar("Shown")
Parameters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shape:
    """`place`: where the page begins, None for an end of the list."""

    back: bool
    place: Place | None
    total: bool


def place_asked(request: PageRequest) -> Key | None:
    return request.before if request.backward else request.after


def shape_and_place(terms: Sequence[Term], request: PageRequest) -> tuple[Shape, Parameters]:
    """Raises BadCursor."""
    key = place_asked(request)
    if key is None:
        return Shape(request.backward, None, request.total), {}
    values = values_of(terms, key)
    place = tuple(value is None for value in values)
    bound = {parameter(i): value for i, value in enumerate(values) if value is not None}
    return Shape(request.backward, place, request.total), bound


class KeysetList(Generic[Shown]):
    """The rows of `statement` in the order of `terms`, the last of which tells any two rows apart."""

    def __init__(self, statement: Statement, terms: Sequence[Term], shown: Callable[[Row[Any]], Shown]) -> None:
        self._statement, self._terms, self._shown = statement, tuple(terms), shown
        self._width = len(statement.selected_columns)
        self._pages: dict[Shape, Statement] = {}
        self._sides: dict[Shape, Statement] = {}

    async def page(self, connection: AsyncConnection, values: Parameters, request: PageRequest) -> Page[Shown]:
        """One statement; a second only where nothing lies beyond the place, so that no row brings the answers
        to what was asked besides the rows. Raises BadCursor."""
        shape, place = shape_and_place(self._terms, request)
        bound = {**values, **place, "page_limit": request.limit + 1}
        found = (await connection.execute(self._page(shape), bound)).all()
        sides = found[0][self._width + len(self._terms) :] if found else ()
        if not found and shape.place is not None:
            sides = (await connection.execute(self._side(shape), bound)).one()
        return self._answer(shape, request.limit, found, sides)

    def _answer(self, shape: Shape, limit: int, found: Sequence[Row[Any]], sides: Sequence[Any]) -> Page[Shown]:
        rows = found[:limit]
        if shape.back:
            rows = rows[::-1]
        more, other_side = len(found) > limit, shape.place is not None and bool(sides[-1])
        width, end = self._width, self._width + len(self._terms)
        return Page(
            rows=tuple([self._shown(row) for row in rows]),
            keys=tuple([key_of(row[width:end]) for row in rows]),
            has_next=other_side if shape.back else more,
            has_previous=more if shape.back else other_side,
            total=(sides[0] if sides else 0) if shape.total else None,
        )

    def _page(self, shape: Shape) -> Statement:
        if shape not in self._pages:
            self._pages[shape] = self._built(shape)
        return self._pages[shape]

    def _side(self, shape: Shape) -> Statement:
        if shape not in self._sides:
            self._sides[shape] = select(*self._asked_besides(shape))
        return self._sides[shape]

    def _built(self, shape: Shape) -> Statement:
        keys = [term.column.label(f"key_{i}") for i, term in enumerate(self._terms)]
        statement = self._statement.add_columns(*keys, *self._asked_besides(shape))
        if shape.place is not None:
            statement = statement.where(beyond(self._terms, shape.place, back=shape.back))
        ordered = statement.order_by(
            *(term.ordering(shape.back, key) for term, key in zip(self._terms, keys, strict=True))
        )
        return ordered.limit(bindparam("page_limit", type_=Integer))

    def _asked_besides(self, shape: Shape) -> list[Any]:
        """The whole list's length, and whether anything is on the place's other side: each worked out once."""
        columns: list[Any] = []
        if shape.total:
            columns.append(self._instead(func.count()).scalar_subquery().label("total"))
        if shape.place is not None:
            columns.append(self._anything_else(shape.place, shape.back).label("other_side"))
        return columns

    def _anything_else(self, place: Place, back: bool) -> ColumnElement[bool]:
        """Whether anything is on the place's other side: where an index has the order, the nearest such row,
        as EXISTS lets PostgreSQL read through the table for any row in the belief that it meets one soon."""
        others = self._instead(literal_column("1", Integer)).where(not_beyond(self._terms, place, back=back))
        if not all(isinstance(term.column, Column) for term in self._terms):
            return others.exists()
        nearest = others.order_by(*(term.ordering(not back) for term in self._terms)).limit(literal_column("1"))
        return nearest.scalar_subquery().is_not(None)

    def _instead(self, column: Any) -> Statement:
        """The list with another column, by itself: what encloses it has the same tables and means other rows."""
        listed = select(column).select_from(*self._statement.get_final_froms())
        condition = self._statement.whereclause
        return (listed if condition is None else listed.where(condition)).correlate(None)
