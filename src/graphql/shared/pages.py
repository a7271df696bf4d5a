"""Connections after the Relay Cursor Connections specification, over keyset pages."""

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import orjson
import strawberry

from moments.application.queries.paging import MAX_PAGE_SIZE, Key, Page, PageRequest
from moments.edge.errors import ClientError

Node = TypeVar("Node")
Row = TypeVar("Row")

DEFAULT_PAGE_SIZE = 20


@strawberry.type(description="Position of a page in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether the list has items after this page.")
    has_previous_page: bool = strawberry.field(description="Whether the list has items before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first item; null if the page is empty.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last item; null if the page is empty.")


@strawberry.type(description="An item and its cursor.")
class Edge(Generic[Node]):
    node: Node = strawberry.field(description="The item of this edge.")
    cursor: str = strawberry.field(description="Cursor of this item, valid for this list and sort order.")


@strawberry.type(description="A page of items (Relay connection).")
class Connection(Generic[Node]):
    edges: list[Edge[Node]] = strawberry.field(
        description="The items of the page with their cursors, in the list's order."
    )
    page_info: PageInfo = strawberry.field(description="Pagination information of the page.")
    total_count: int | None = strawberry.field(
        description="Number of items in the whole list; counted only if selected."
    )

    @strawberry.field(description="The items of the page, for clients that do not need cursors.")
    def nodes(self) -> list[Node]:
        return [edge.node for edge in self.edges]


def page_request(
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    *,
    total: bool,
    page_size: int = DEFAULT_PAGE_SIZE,
) -> PageRequest:
    """Returns the requested page; raises ClientError for invalid arguments."""
    for name, count in (("first", first), ("last", last)):
        if count is not None and not 1 <= count <= MAX_PAGE_SIZE:
            raise ClientError(f"`{name}` is out of range. Use a number from 1 to {MAX_PAGE_SIZE}.")
    if first is not None and last is not None:
        raise ClientError("Use `first` or `last`, not both.")
    if after is not None and last is not None:
        raise ClientError("Use `after` with `first`, and `before` with `last`.")
    if before is not None and last is None:
        raise ClientError("Use `before` with `last`.")
    return PageRequest(
        limit=last or first or page_size,
        after=decode_cursor(after),
        before=decode_cursor(before),
        backward=last is not None,
        total=total,
    )


def encode_cursor(key: Key) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> Key | None:
    """Raises ClientError for an invalid cursor."""
    if cursor is None:
        return None
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        parts = None
    if not isinstance(parts, list) or not parts or not all(isinstance(p, str | int | None) for p in parts):
        raise ClientError("This is not a cursor of this list. Take one from `pageInfo` or an edge.")
    return tuple(parts)


def connection(page: Page[Row], shape: Callable[[Row], Node]) -> Connection[Node]:
    edges = [Edge(node=shape(row), cursor=encode_cursor(key)) for row, key in zip(page.rows, page.keys, strict=True)]
    return Connection(edges=edges, page_info=page_info(page), total_count=page.total)


def page_info(page: Page[Row]) -> PageInfo:
    cursors = [encode_cursor(key) for key in page.keys[:1] + page.keys[-1:]]
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def slice_connection(
    rows: Sequence[Row], identity: Callable[[Row], str], page: PageRequest, shape: Callable[[Row], Node]
) -> Connection[Node]:
    """Returns a page of a short list that is in memory; raises ClientError for a cursor of another list."""
    keys = [identity(row) for row in rows]

    def place(cursor: Key) -> int:
        if len(cursor) != 1 or cursor[0] not in keys:
            raise ClientError(
                "This cursor is of another list, or what it stood for is gone. Begin from the first page."
            )
        return keys.index(str(cursor[0]))

    begin = place(page.after) + 1 if page.after else 0
    end = place(page.before) if page.before else len(rows)
    return _part(rows, keys, begin, end, page, shape)


def sorted_connection(
    rows: Sequence[Row], key: Callable[[Row], str], page: PageRequest, shape: Callable[[Row], Node]
) -> Connection[Node]:
    """As `slice_connection`, of rows in the order of their keys: a page goes on where its cursor was, also if that row
    is gone.
    """
    keys = [key(row) for row in rows]

    def text(cursor: Key) -> str:
        if len(cursor) != 1 or not isinstance(cursor[0], str):
            raise ClientError("This cursor is of another list. Begin from the first page.")
        return cursor[0]

    begin = bisect_right(keys, text(page.after)) if page.after else 0
    end = bisect_left(keys, text(page.before)) if page.before else len(rows)
    return _part(rows, keys, begin, end, page, shape)


def _part(
    rows: Sequence[Row],
    keys: Sequence[str],
    begin: int,
    end: int,
    page: PageRequest,
    shape: Callable[[Row], Node],
) -> Connection[Node]:
    if page.backward:
        begin = max(begin, end - page.limit)
    else:
        end = min(end, begin + page.limit)
    return connection(
        Page(
            rows=tuple(rows[begin:end]),
            keys=tuple((key,) for key in keys[begin:end]),
            has_next=end < len(rows),
            has_previous=begin > 0,
            total=len(rows) if page.total else None,
        ),
        shape,
    )
