"""Text in, text out: the ASGI side of one socket, with the bounds on what it may hold up."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import orjson
from starlette.types import Receive, Send

from moments.edge.websocket.close_codes import TOO_LARGE, CloseCode, Disconnected, ProtocolError, malformed
from moments.edge.websocket.limits import SocketLimits

CLOSE_TIMEOUT: Final = 0.5
"""Seconds for a close frame to leave; a reader who stalls is dropped without one."""


Push = Callable[[bytes], bool]
"""Writes a text message if the transport takes it without waiting; whether it did."""


def no_push(message: bytes) -> bool:
    return False


class Connection:
    """Several operations send on it at a time. One message is under way and the others wait for it, each no more
    than one: that is all a reader who stalls can make us hold."""

    def __init__(self, receive: Receive, send: Send, limits: SocketLimits, push: Push = no_push) -> None:
        """`push`: the server's, where it has one (`server`)."""
        self._receive, self._send, self._push, self._limits = receive, send, push, limits
        self._sending = asyncio.Lock()
        self._gone = False

    async def accept(self, subprotocol: str | None) -> None:
        await self._send_event({"type": "websocket.accept", "subprotocol": subprotocol})

    async def receive(self) -> str:
        """Raises Disconnected, and ProtocolError for a message that is no text or too much of it."""
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            self._gone = True
            raise Disconnected
        text = event.get("text")
        if not isinstance(text, str):
            raise ProtocolError(malformed("Messages are text frames"))
        if len(text) > self._limits.message_bytes:  # uvicorn counts bytes; this is for servers that don't
            raise ProtocolError(TOO_LARGE)
        return text

    async def send(self, message: dict[str, Any]) -> None:
        """Raises Disconnected where there is no reader, or none for `send_timeout`."""
        await self.send_text(orjson.dumps(message))

    async def send_text(self, message: bytes) -> None:
        """As `send`; of a message that is written."""
        async with self._sending:
            await self._send_event({"type": "websocket.send", "text": message.decode()})

    def push(self, message: bytes) -> bool:
        """Sends it if that can be done this moment."""
        return not (self._gone or self._sending.locked()) and self._push(message)

    async def close(self, close: CloseCode) -> None:
        with suppress(Disconnected, TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT), self._sending:
                await self._send_event({"type": "websocket.close", "code": close.code, "reason": close.reason})
        self._gone = True

    async def _send_event(self, event: dict[str, Any]) -> None:
        if self._gone:
            raise Disconnected
        try:
            async with asyncio.timeout(self._limits.send_timeout):
                await self._send(event)
        except (TimeoutError, OSError, RuntimeError):  # RuntimeError: uvicorn's, once it has failed the connection
            self._gone = True
            raise Disconnected from None
