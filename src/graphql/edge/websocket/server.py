"""What uvicorn has to do for a socket that no ASGI application can: end it, whatever its reader does.

Stock uvicorn closes a transport and leaves it to be flushed, for ever where nobody reads. It answers every ping, also
of one who reads no answers. At shutdown it closes while clients are still sending, to which TCP answers with a reset
that overtakes the close frame: one in five saw 1006 instead of 1012. tests/edge/websocket/test_server.py.
"""

import asyncio
import logging
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from moments.graphql.edge.websocket.rules import LARGEST_MESSAGE, LINGER

_AT_SHUTDOWN: Final = 0.7
"""Seconds; with what uvicorn waits besides, all sockets are closed within one."""
_MOST_FRAGMENTS: Final = 1000
"""Of a message; empty ones would never reach the limit in bytes."""

_log = logging.getLogger("uvicorn.error.sockets")
_log.setLevel(logging.WARNING)  # below that, uvicorn notes the network address of everybody who connects
_log.addFilter(lambda record: "UTF-8" not in str(record.msg))  # a client's mistake, logged as if it were ours


class _Transport:
    """A transport whose `close` has an end, also when the other side reads nothing more."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._end: asyncio.TimerHandle | None = None

    def close(self) -> None:
        self._transport.close()
        self.abort_in(LINGER)

    def abort_in(self, seconds: float) -> None:
        self.lost()
        self._end = self._loop.call_later(seconds, self._transport.abort)

    def lost(self) -> None:
        if self._end is not None:
            self._end.cancel()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class SocketProtocol(WebSocketsSansIOProtocol):
    _own: _Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.logger = _log
        self._own = _Transport(cast("asyncio.Transport", transport), self.loop)
        super().connection_made(cast("asyncio.Transport", self._own))

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
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
        if len(self.frames) > _MOST_FRAGMENTS and not self.close_sent:
            self.conn.fail(1009, "Too many fragments")
            self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        close = self.conn.close_sent
        assert close is not None
        self._say_goodbye(close.code, close.reason, LINGER)

    def shutdown(self) -> None:
        if self.close_sent or not self.handshake_complete or self.transport.is_closing():
            if not self.transport.is_closing():
                super().shutdown()
            self._own.abort_in(_AT_SHUTDOWN)
            return
        self.conn.send_close(1012, "The server is restarting")
        self._say_goodbye(1012, "", _AT_SHUTDOWN)

    def _say_goodbye(self, code: int, reason: str, patience: float) -> None:
        """Sends what is to be sent and no more, and reads on until the client has hung up."""
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(patience, self.transport.abort)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.read_paused = False
        self.transport.resume_reading()


SERVER_OPTIONS: Final[dict[str, Any]] = {
    "ws": SocketProtocol,
    "ws_max_size": LARGEST_MESSAGE,
    "ws_per_message_deflate": False,
}
"""Keyword arguments of `uvicorn.Config`. Without compression a socket costs half the memory (docs/adr/0009)."""
