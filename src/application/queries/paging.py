"""Keyset pagination: a page starts after a row's key, so inserted or deleted rows do not shift other
pages."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Key = tuple[str | int | None, ...]
"""A row's sort key in its list; the last part is its identity. Times are ISO text in UTC."""
MAX_PAGE_SIZE = 100
"""The maximum number of rows of a page."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`limit`: 1 to 100 rows, the first ones after `after` or, with `backward`, the last ones before `before`.

    `total`: also counts the whole list.
    """

    limit: int = 20
    after: Key | None = None
    before: Key | None = None
    backward: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`rows` and `keys` have the same length and are in the list's order, also for a backward page."""

    rows: tuple[Row, ...] = ()
    keys: tuple[Key, ...] = ()
    has_next: bool = False
    has_previous: bool = False
    total: int | None = None


class BadCursor(Exception):
    """The key does not belong to this list and order."""
