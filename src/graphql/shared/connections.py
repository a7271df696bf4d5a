"""How a list of the graph is read: the page asked for, the viewer's standing, the rows made into nodes."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Screens
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference

Row = TypeVar("Row")
Node = TypeVar("Node")

Query = Callable[[Screens, Standing, PageRequest], Awaitable[Page[Row]]]
Shape = Callable[[Row, Standing, Reference], Node]


async def listed(
    info: Info,
    request: PageRequest,
    query: Query[Row],
    shape: Shape[Row, Node],
) -> Connection[Node]:
    """Raises Fault for a cursor of another list."""
    page, who, reference = await asked(info, request, query)
    return connection(page, lambda row: shape(row, who, reference))


async def asked(
    info: Info,
    request: PageRequest,
    query: Query[Row],
) -> tuple[Page[Row], Standing, Reference]:
    """The page itself, with what its rows are made into nodes by."""
    context = info.context
    who = (await context.viewer()).who
    page = await context.read(lambda screens: query(screens, who, request))
    return page, who, await context.reference()
