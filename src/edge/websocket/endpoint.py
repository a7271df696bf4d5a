"""The route's WebSocket side: who may open one, in which protocol, and then the socket itself."""

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from strawberry.http.websocket_origin import is_same_origin, normalize_origin
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from moments.edge.session import OpenSession
from moments.edge.websocket.close_codes import NO_PROTOCOL, Gone
from moments.edge.websocket.connection import Wire, never
from moments.edge.websocket.limits import SocketRules
from moments.edge.websocket.server import PUSH
from moments.edge.websocket.socket import Socket


class SocketEndpoint:
    """An ASGI application. It opens one session a socket, after the lifespan has started."""

    def __init__(self, schema: Schema, open_session: OpenSession, rules: SocketRules) -> None:
        self._schema, self._open_session, self._rules = schema, open_session, rules
        self._origins = {normalize_origin(each) for each in rules.origins} - {None}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        await receive()  # websocket.connect
        if not self._welcome(headers):
            await send({"type": "websocket.close", "code": 1008})  # before the accept, so the handshake answers 403
            return
        wire = Wire(receive, send, self._rules, scope.get("extensions", {}).get(PUSH, never))
        try:
            await self._talk(wire, scope, headers)
        except Gone:
            return

    async def _talk(self, wire: Wire, scope: Scope, headers: Headers) -> None:
        """Accepts first and refuses by 4406 then, as the protocol's reference does: a browser's script sees no
        reason of a handshake that failed."""
        if GRAPHQL_TRANSPORT_WS_PROTOCOL not in scope["subprotocols"]:
            await wire.accept(None)
            await wire.close(NO_PROTOCOL)
            return
        await wire.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL)
        session = self._open_session(headers.get("authorization"), accepts_push=True)
        await Socket(wire, self._schema, session, self._rules).run()

    def _welcome(self, headers: Headers) -> bool:
        """Browsers name the page's origin and no page can forge it; what is no browser names none."""
        origin = headers.get("origin")
        if origin is None or is_same_origin(origin, headers.get("host")):
            return True
        return normalize_origin(origin) in self._origins
