"""One list's pages.

Building a statement costs more than running it, so each variant of a page (which way, from a position or from the
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
from moments.infrastructure.queries.paging.sort_keys import (
    NullPattern,
    SortKey,
    after_position,
    parameter,
    up_to_position,
)

T = TypeVar("T")
Parameters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageVariant:
    """`nulls`: of the position where the page begins, None for an end of the list."""

    back: bool
    nulls: NullPattern | None
    total: bool


def requested_position(request: PageRequest) -> Key | None:
    return request.before if request.backward else request.after


def variant_and_position(terms: Sequence[SortKey], request: PageRequest) -> tuple[PageVariant, Parameters]:
    """Raises BadCursor."""
    key = requested_position(request)
    if key is None:
        return PageVariant(request.backward, None, request.total), {}
    values = values_of(terms, key)
    nulls = tuple(value is None for value in values)
    bound = {parameter(i): value for i, value in enumerate(values) if value is not None}
    return PageVariant(request.backward, nulls, request.total), bound


class KeysetList(Generic[T]):
    """The rows of `statement` in the order of `terms`, the last of which tells any two rows apart."""

    def __init__(self, statement: Statement, terms: Sequence[SortKey], to_row: Callable[[Row[Any]], T]) -> None:
        self._statement, self._terms, self._to_row = statement, tuple(terms), to_row
        self._width = len(statement.selected_columns)
        self._pages: dict[PageVariant, Statement] = {}
        self._sides: dict[PageVariant, Statement] = {}

    async def page(self, connection: AsyncConnection, values: Parameters, request: PageRequest) -> Page[T]:
        """One statement; a second only where nothing lies beyond the position, so that no row brings the answers
        to what was asked besides the rows. Raises BadCursor."""
        variant, position = variant_and_position(self._terms, request)
        bound = {**values, **position, "page_limit": request.limit + 1}
        found = (await connection.execute(self._page(variant), bound)).all()
        sides = found[0][self._width + len(self._terms) :] if found else ()
        if not found and variant.nulls is not None:
            sides = (await connection.execute(self._side(variant), bound)).one()
        return self._answer(variant, request.limit, found, sides)

    def _answer(self, variant: PageVariant, limit: int, found: Sequence[Row[Any]], sides: Sequence[Any]) -> Page[T]:
        rows = found[:limit]
        if variant.back:
            rows = rows[::-1]
        more, other_side = len(found) > limit, variant.nulls is not None and bool(sides[-1])
        width, end = self._width, self._width + len(self._terms)
        return Page(
            rows=tuple([self._to_row(row) for row in rows]),
            keys=tuple([key_of(row[width:end]) for row in rows]),
            has_next=other_side if variant.back else more,
            has_previous=more if variant.back else other_side,
            total=(sides[0] if sides else 0) if variant.total else None,
        )

    def _page(self, variant: PageVariant) -> Statement:
        if variant not in self._pages:
            self._pages[variant] = self._built(variant)
        return self._pages[variant]

    def _side(self, variant: PageVariant) -> Statement:
        if variant not in self._sides:
            self._sides[variant] = select(*self._extra_columns(variant))
        return self._sides[variant]

    def _built(self, variant: PageVariant) -> Statement:
        keys = [term.column.label(f"key_{i}") for i, term in enumerate(self._terms)]
        statement = self._statement.add_columns(*keys, *self._extra_columns(variant))
        if variant.nulls is not None:
            statement = statement.where(after_position(self._terms, variant.nulls, back=variant.back))
        ordered = statement.order_by(
            *(term.ordering(variant.back, key) for term, key in zip(self._terms, keys, strict=True))
        )
        return ordered.limit(bindparam("page_limit", type_=Integer))

    def _extra_columns(self, variant: PageVariant) -> list[Any]:
        """The whole list's length, and whether anything is on the position's other side: each worked out once."""
        columns: list[Any] = []
        if variant.total:
            columns.append(self._with_column(func.count()).scalar_subquery().label("total"))
        if variant.nulls is not None:
            columns.append(self._exists_on_other_side(variant.nulls, variant.back).label("other_side"))
        return columns

    def _exists_on_other_side(self, nulls: NullPattern, back: bool) -> ColumnElement[bool]:
        """Whether anything is on the position's other side: where an index has the order, the nearest such row,
        as EXISTS lets PostgreSQL read through the table for any row in the belief that it meets one soon."""
        others = self._with_column(literal_column("1", Integer)).where(up_to_position(self._terms, nulls, back=back))
        if not all(isinstance(term.column, Column) for term in self._terms):
            return others.exists()
        nearest = others.order_by(*(term.ordering(not back) for term in self._terms)).limit(literal_column("1"))
        return nearest.scalar_subquery().is_not(None)

    def _with_column(self, column: Any) -> Statement:
        """The list with another column, by itself: what encloses it has the same tables and means other rows."""
        listed = select(column).select_from(*self._statement.get_final_froms())
        condition = self._statement.whereclause
        return (listed if condition is None else listed.where(condition)).correlate(None)
