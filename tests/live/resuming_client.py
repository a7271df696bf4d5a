"""A client that reconnects after each disconnect and resumes from its last cursor."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.live.stream_client import subscription

FIELDS = {
    "approvalQueue": "... on QueueEvent { cursor change applicationId }",
    "departmentQueue": "... on QueueEvent { cursor change applicationId }",
    "myProgram": "... on MyProgramEvent { cursor action application { id } }",
    "program": "... on ProgramEvent { cursor action }",
}


@dataclass
class ResumingClient:
    """`address`: asked each time, as another server may have to do."""

    who: str
    stream: str
    token: str
    address: Callable[[], str]
    cursor: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    connections: int = 0
    lagged: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """Why the connections ended."""
    _socket: Any = None

    async def listen(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self._once()
            except (OSError, WebSocketException, TimeoutError, EOFError, _Over) as end:
                self.ends[f"{type(end).__name__}: {str(end)[:90]}"] += 1
                await asyncio.sleep(random.uniform(0.01, 0.1))

    def disconnect(self) -> bool:
        """The network is gone, without a word. Whether there was a connection."""
        if self._socket is None:
            return False
        self._socket.transport.abort()
        return True

    async def _once(self) -> None:
        options: dict[str, Any] = {"subprotocols": ["graphql-transport-ws"], "compression": None, "proxy": None}
        async with asyncio.timeout(10):
            socket = await connect(self.address(), open_timeout=5, close_timeout=1, **options)
        try:
            self._socket = socket
            await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": self.token}}))
            async with asyncio.timeout(10):
                if json.loads(await socket.recv())["type"] != "connection_ack":
                    raise _Over
            fields = f"__typename {FIELDS[self.stream]} ... on Lagged {{ cursor }}"
            payload = {"query": subscription(self.stream, fields), "variables": {"after": self.cursor}}
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            self.connections += 1
            async for frame in socket:
                self._take(json.loads(frame))
        finally:
            self._socket = None
            socket.transport.abort()

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] in ("error", "complete"):
            raise _Over(message)
        if message["type"] != "next":
            return
        event = message["payload"]["data"][self.stream]
        self.cursor = event["cursor"]
        self.lagged += event["__typename"] == "Lagged"
        self.heard.append(event)


class _Over(Exception):
    pass
