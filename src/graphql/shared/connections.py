"""How a list of the schema is read: the requested page, the viewer, and the conversion of rows to nodes."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Queries
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference

Row = TypeVar("Row")
Node = TypeVar("Node")

Query = Callable[[Queries, Actor, PageRequest], Awaitable[Page[Row]]]
ToNode = Callable[[Row, Actor, Reference], Node]


async def resolve_connection(
    info: Info,
    request: PageRequest,
    query: Query[Row],
    shape: ToNode[Row, Node],
) -> Connection[Node]:
    """Raises ClientError for a cursor of another list."""
    page, actor, reference = await asked(info, request, query)
    return connection(page, lambda row: shape(row, actor, reference))


async def asked(
    info: Info,
    request: PageRequest,
    query: Query[Row],
) -> tuple[Page[Row], Actor, Reference]:
    """The page itself, with what its rows are made into nodes by."""
    context = info.context
    actor = (await context.viewer()).actor
    page = await context.read(lambda queries: query(queries, actor, request))
    return page, actor, await context.reference()
