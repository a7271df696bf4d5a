"""The route's WebSocket side: who may open one, in which protocol, and then the socket itself."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from strawberry.http.websocket_origin import is_same_origin, normalize_origin
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from moments.edge.credentials import CredentialsReader
from moments.edge.http.errors import HttpError
from moments.edge.session import OpenSession
from moments.edge.websocket.close_codes import SUBPROTOCOL_NOT_ACCEPTABLE, Disconnected, malformed
from moments.edge.websocket.connection import Connection, no_push
from moments.edge.websocket.limits import SocketLimits
from moments.edge.websocket.server import PUSH
from moments.edge.websocket.socket import Socket


class SocketEndpoint:
    """An ASGI application. It opens one session a socket, after the lifespan has started."""

    def __init__(
        self,
        schema: Schema,
        open_session: OpenSession,
        credentials: CredentialsReader,
        limits: SocketLimits,
        release: str | None = None,
    ) -> None:
        """`release`: the server's, told to each client in its `connection_ack`."""
        self._schema, self._open_session, self._limits = schema, open_session, limits
        self._credentials, self._release = credentials, release
        self._origins = {normalize_origin(each) for each in limits.origins} - {None}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        await receive()  # websocket.connect
        if not self._welcome(headers):
            await send({"type": "websocket.close", "code": 1008})  # before the accept, so the handshake answers 403
            return
        connection = Connection(receive, send, self._limits, scope.get("extensions", {}).get(PUSH, no_push))
        try:
            await self._talk(connection, scope)
        except Disconnected:
            return

    async def _talk(self, connection: Connection, scope: Scope) -> None:
        """Accepts first and refuses by 4406 then, as the protocol's reference does: a browser's script sees no
        reason of a handshake that failed."""
        if GRAPHQL_TRANSPORT_WS_PROTOCOL not in scope["subprotocols"]:
            await connection.accept(None)
            await connection.close(SUBPROTOCOL_NOT_ACCEPTABLE)
            return
        await connection.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL)
        try:
            credentials = self._credentials.of_handshake(HTTPConnection(scope))
        except HttpError as error:
            await connection.close(malformed(error.error.message))
            return
        session = self._open_session(credentials, accepts_push=True)
        await Socket(connection, self._schema, session, self._limits, self._release).run()

    def _welcome(self, headers: Headers) -> bool:
        """Browsers name the page's origin and no page can forge it; what is no browser names none."""
        origin = headers.get("origin")
        if origin is None or is_same_origin(origin, headers.get("host")):
            return True
        return normalize_origin(origin) in self._origins
