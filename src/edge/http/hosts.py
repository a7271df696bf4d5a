"""Which hosts a request may be for, and that browsers ask this one by https:// alone."""

from collections.abc import Collection, Sequence
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STRICT_TRANSPORT: Final = "max-age=31536000"
"""A year, for this host: what is below it may be others'."""


class KnownHosts:
    """ASGI middleware: 400 for a `Host` that is not listed, and 403 for a socket, before anything reads it.

    `hosts`: names, IP addresses, `*.name` for all below one, `*` for any. `anywhere`: paths that answer for any host.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], *, anywhere: Collection[str] = ()) -> None:
        self._app, self._anywhere = app, anywhere
        self._checked = TrustedHostMiddleware(app, [_as_asked(each) for each in hosts], www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        free = scope["type"] == "http" and scope["path"] in self._anywhere
        is_socket = scope["type"] == "websocket"
        await (self._app if free else self._checked)(scope, receive, _closing(send) if is_socket else send)


def _as_asked(host: str) -> str:
    """An IPv6 address has brackets in a `Host`."""
    return f"[{host}]" if ":" in host else host


def _closing(send: Send) -> Send:
    """A socket that is refused is closed before it opens, which servers answer with 403, as for a foreign origin."""

    async def closing(message: Message) -> None:
        if message["type"] == "websocket.http.response.start":
            await send({"type": "websocket.close"})
        elif message["type"] != "websocket.http.response.body":
            await send(message)

    return closing


class StrictTransport:
    """ASGI middleware: browsers that have been here once never ask by http:// again (RFC 6797)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Strict-Transport-Security"] = STRICT_TRANSPORT
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)
