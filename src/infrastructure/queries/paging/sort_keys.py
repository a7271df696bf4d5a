"""Sort keys, and the condition for rows after a given key, as conditions that both databases answer from an index.

Where all columns run the same way, rows are compared as rows: `(a, b) > (x, y)`, which both databases take
as one range of an index on (a, b). Where they do not, or a column may be null, the comparison is spelled
out, with the first column's range stated by itself so that at least that much is a range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    UnaryExpression,
    and_,
    bindparam,
    false,
    or_,
    tuple_,
)


@dataclass(frozen=True, slots=True, eq=False)
class SortKey:
    """One column of an order. Nulls stand last in an ascending one, first in a descending one."""

    column: ColumnElement[Any]
    descending: bool = False
    nullable: bool = False

    def ordering(self, reverse: bool, name: ColumnElement[Any] | None = None) -> UnaryExpression[Any]:
        """`name`: the column as the statement has labelled it, so that what is computed is computed once."""
        down, column = self.descending is not reverse, self.column if name is None else name
        ordering = column.desc() if down else column.asc()
        if not self.nullable:
            return ordering
        return ordering.nulls_first() if down else ordering.nulls_last()


NullPattern = tuple[bool, ...]
"""Which parts of a key are null. The values are the statement's parameters."""


def parameter(index: int) -> str:
    return f"cursor_{index}"


def after_position(terms: Sequence[SortKey], nulls: NullPattern, *, back: bool) -> ColumnElement[bool]:
    """The rows that stand after the position, or with `back` before it."""
    if _are_comparable_as_rows(terms):
        return _as_rows(terms, down=terms[0].descending is not back, inclusive=False)
    ways = [
        and_(*(_same(term, i, nulls[i]) for i, term in _first(terms, n)), further)
        for n, term in enumerate(terms)
        if (further := _further(term, n, nulls[n], back)) is not None
    ]
    return and_(*_range(terms, nulls, back), or_(false(), *ways))


def up_to_position(terms: Sequence[SortKey], nulls: NullPattern, *, back: bool) -> ColumnElement[bool]:
    """All the other rows: the position itself, and what stands on its other side."""
    if _are_comparable_as_rows(terms):
        return _as_rows(terms, down=terms[0].descending is back, inclusive=True)
    here = and_(*(_same(term, i, nulls[i]) for i, term in enumerate(terms)))
    return or_(here, after_position(terms, nulls, back=not back))


def _are_comparable_as_rows(terms: Sequence[SortKey]) -> bool:
    return len({term.descending for term in terms}) == 1 and not any(term.nullable for term in terms)


def _as_rows(terms: Sequence[SortKey], *, down: bool, inclusive: bool) -> ColumnElement[bool]:
    row, position = tuple_(*(term.column for term in terms)), tuple_(*(_bound(term, i) for i, term in enumerate(terms)))
    if inclusive:
        return row <= position if down else row >= position
    return row < position if down else row > position


def _range(terms: Sequence[SortKey], nulls: NullPattern, back: bool) -> Iterator[ColumnElement[bool]]:
    """What the first column can be at all; nothing is said of one that may be null."""
    first = terms[0]
    if not first.nullable:
        bound = _bound(first, 0)
        yield first.column <= bound if first.descending is not back else first.column >= bound


def _further(term: SortKey, index: int, null: bool, back: bool) -> ColumnElement[bool] | None:
    """Beyond the place in this column; None where nothing can be."""
    down = term.descending is not back
    if null:
        return term.column.is_not(None) if down else None
    beyond = term.column < _bound(term, index) if down else term.column > _bound(term, index)
    return or_(beyond, term.column.is_(None)) if term.nullable and not down else beyond


def _same(term: SortKey, index: int, null: bool) -> ColumnElement[bool]:
    return term.column.is_(None) if null else term.column == _bound(term, index)


def _first(terms: Sequence[SortKey], count: int) -> Iterator[tuple[int, SortKey]]:
    return enumerate(terms[:count])


def _bound(term: SortKey, index: int) -> ColumnElement[Any]:
    return bindparam(parameter(index), type_=term.column.type)
