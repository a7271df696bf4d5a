"""The WebSocket transport: the protocol graphql-transport-ws, and nothing older (docs/adr/0009).

`SocketEndpoint` answers the route, under `SocketLimits`; uvicorn must be started with `SERVER_OPTIONS`.
"""

from moments.edge.websocket.endpoint import SocketEndpoint
from moments.edge.websocket.limits import SocketLimits
from moments.edge.websocket.server import SERVER_OPTIONS

__all__ = ["SERVER_OPTIONS", "SocketEndpoint", "SocketLimits"]
