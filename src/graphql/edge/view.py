"""Strawberry's view, told what this programme expects of it."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry import Schema
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from moments.graphql.edge.session import Services, Session


class Endpoint(GraphQL[Session, None]):
    """POST and WebSocket only: a query by GET or by form could be sent from another site's page."""

    def __init__(self, schema: Schema, services: Callable[[], Services]) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
        )
        self._services = services

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Session:
        return Session(self._services(), request.headers.get("authorization"))
