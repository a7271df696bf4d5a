"""The server's release, told to clients: a page that is open during an update knows that it is of another release."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "Moments-Release"


class TellRelease:
    """ASGI middleware: the release in a header of each answer. Sockets have it in their `connection_ack`."""

    def __init__(self, app: ASGIApp, release: str) -> None:
        self._app, self._release = app, release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = self._release
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)
