"""What uvicorn has to do for a socket that no ASGI application can: end it, whatever its reader does.

Stock uvicorn waits forever to flush a transport whose client does not read. It answers every ping, also
of one who reads no answers. At shutdown it closes while clients are still sending, to which TCP answers with a reset
that overtakes the close frame: one in five saw 1006 instead of 1012. tests/edge/websocket/test_server.py.
"""

import asyncio
import logging
import struct
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State

from moments.edge.websocket.limits import LARGEST_MESSAGE, SEND_TIMEOUT

_AT_SHUTDOWN: Final = 0.7
"""Seconds; with what uvicorn waits besides, all sockets are closed within one."""
_MAX_FRAGMENTS: Final = 1000
"""Of a message; empty ones would never reach the limit in bytes."""

_log = logging.getLogger("uvicorn.error.sockets")
_log.setLevel(logging.WARNING)  # below that, uvicorn notes the network address of everybody who connects
_log.addFilter(lambda record: "UTF-8" not in str(record.msg))  # a client's mistake, logged as if it were ours


PUSH: Final = "moments.push"
"""The ASGI extension: a function that writes a text message if nothing has to be waited for."""


def _frame_header(length: int) -> bytes:
    """Of a text frame that is a whole message, from a server (RFC 6455, 5.2)."""
    if length < 126:
        return struct.pack("!BB", 0x81, length)
    return struct.pack("!BBH", 0x81, 126, length) if length < 2**16 else struct.pack("!BBQ", 0x81, 127, length)


class _Transport:
    """A transport whose `close` has an end, also when the other side reads nothing more."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.inner, self._loop = transport, loop
        self._end: asyncio.TimerHandle | None = None

    def close(self) -> None:
        self.inner.close()
        self.abort_in(SEND_TIMEOUT)

    def abort_in(self, seconds: float) -> None:
        self.lost()
        self._end = self._loop.call_later(seconds, self.inner.abort)

    def lost(self) -> None:
        if self._end is not None:
            self._end.cancel()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


class _Inbox:
    """What of asyncio's queue uvicorn uses, for the one reader that an ASGI application is; the queue has four times
    the memory."""

    __slots__ = ("_events", "_waiting")

    def __init__(self) -> None:
        self._events: list[Any] = []
        self._waiting: asyncio.Future[None] | None = None

    def put_nowait(self, event: Any) -> None:
        self._events.append(event)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def get(self) -> Any:
        while not self._events:
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None
        return self._events.pop(0)

    def empty(self) -> bool:
        return not self._events


class SocketProtocol(WebSocketsSansIOProtocol):
    _own: _Transport

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.queue = cast("asyncio.Queue[Any]", _Inbox())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.logger = _log
        self._own = _Transport(cast("asyncio.Transport", transport), self.loop)
        super().connection_made(cast("asyncio.Transport", self._own))

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            cast("Any", self.scope)["extensions"][PUSH] = self.push

    def start_keepalive(self) -> None:
        """Called once, when the socket is accepted: of the handshake nothing is needed any more."""
        super().start_keepalive()
        del self.request, self.response

    def push(self, message: bytes) -> bool:
        """Writes a text message at once, past ASGI's steps, where one that is written anew would go out as it is."""
        if self.close_sent or self.conn.state is not State.OPEN or self.conn.extensions:
            return False
        if not self.writable.is_set() or self._own.inner.is_closing():
            return False
        self._own.inner.write(_frame_header(len(message)) + message)
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if hasattr(self, "scope"):
            cast("Any", self.scope)["extensions"].pop(PUSH, None)
        self._own.lost()

    def eof_received(self) -> None:
        self._own.close()

    def data_received(self, data: bytes) -> None:
        if self.conn.parser_exc is None:  # else we have said why it ends, and what still comes is not read
            super().data_received(data)

    def handle_ping(self) -> None:
        """Pongs for who sends pings and reads nothing would pile up; RFC 6455 wants the last answered, not each."""
        answers = b"".join(self.conn.data_to_send())
        if self.writable.is_set() and not self.close_sent:
            self.transport.write(answers)

    def handle_cont(self, event: Frame) -> None:
        super().handle_cont(event)
        if len(self.frames) > _MAX_FRAGMENTS and not self.close_sent:
            self.conn.fail(1009, "Too many fragments. Send fewer")
            self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        close = self.conn.close_sent
        assert close is not None
        self._close_gracefully(close.code, close.reason, SEND_TIMEOUT)

    def shutdown(self) -> None:
        if self.close_sent or not self.handshake_complete or self.transport.is_closing():
            if not self.transport.is_closing():
                super().shutdown()
            self._own.abort_in(_AT_SHUTDOWN)
            return
        self.conn.send_close(1012, "The server is restarting")
        self._close_gracefully(1012, "", _AT_SHUTDOWN)

    def _close_gracefully(self, code: int, reason: str, timeout: float) -> None:
        """Sends what is to be sent and no more, and reads on until the client has hung up."""
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(timeout, self.transport.abort)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.read_paused = False
        self.transport.resume_reading()


SERVER_OPTIONS: Final[dict[str, Any]] = {
    "ws": SocketProtocol,
    "ws_max_size": LARGEST_MESSAGE,
    "ws_per_message_deflate": False,
    "proxy_headers": False,
}
"""Keyword arguments of `uvicorn.Config`. Without compression a socket costs half the memory (docs/adr/0009). uvicorn
believes no header that names another client's address; `MOMENTS_TRUSTED_PROXIES` says of whom we do (docs/adr/0039)."""
