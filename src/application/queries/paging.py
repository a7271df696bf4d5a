"""Keyset pagination: a page starts after a row's key, so inserted or deleted rows do not shift other
pages."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Key = tuple[str | int | None, ...]
"""Where a row stands in its list's order; the last part is its identity. Moments are ISO text in UTC."""
MAX_PAGE_SIZE = 100
"""Rows a page may have."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`limit` rows, from 1 to 100: the first ones after `after`, or with `backward` the last ones before `before`.

    `total`: count the whole list as well.
    """

    limit: int = 20
    after: Key | None = None
    before: Key | None = None
    backward: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`rows` and `keys` are as long, in the list's order whichever way the page was asked."""

    rows: tuple[Row, ...] = ()
    keys: tuple[Key, ...] = ()
    has_next: bool = False
    has_previous: bool = False
    total: int | None = None


class BadCursor(Exception):
    """The key is not of this list or this order."""
