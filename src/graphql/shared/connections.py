"""How a list of the graph is read: the page asked for, the viewer's standing, the rows made into nodes."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Screens
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, connection, page_request
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.selection import wants_total

Row = TypeVar("Row")
Node = TypeVar("Node")

Query = Callable[[Screens, Standing, PageRequest], Awaitable[Page[Row]]]
Shape = Callable[[Row, Standing, Reference], Node]


async def listed(
    info: Info,
    query: Query[Row],
    shape: Shape[Row, Node],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Connection[Node]:
    """Raises Fault for an impossible page or a cursor of another list."""
    page, who, reference = await asked(info, query, first=first, after=after, last=last, before=before)
    return connection(page, lambda row: shape(row, who, reference))


async def asked(
    info: Info,
    query: Query[Row],
    *,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> tuple[Page[Row], Standing, Reference]:
    """The page itself, with what its rows are made into nodes by."""
    context = info.context
    request = page_request(first, after, last, before, total=wants_total(info))
    who = (await context.viewer()).who
    page = await context.read(lambda screens: query(screens, who, request))
    return page, who, await context.reference()
