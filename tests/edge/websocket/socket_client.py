"""A client of the protocol that does as it is told, also what no client should."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.edge.websocket.stub_schema import token

PROTOCOL = "graphql-transport-ws"
PATIENCE = 5.0


class Client:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def say(self, message: Any = None, **members: Any) -> None:
        await self.socket.send(json.dumps(members or message))

    async def raw(self, frame: str | bytes) -> None:
        await self.socket.send(frame)

    async def init(self, payload: Any = None) -> None:
        await self.say(type="connection_init", payload=payload)
        assert (await self.hear())["type"] == "connection_ack"

    async def start(self, query: str, id: str = "1", **payload: Any) -> None:
        await self.say(id=id, type="subscribe", payload={"query": query, **payload})

    async def hear(self, patience: float = PATIENCE) -> Any:
        async with asyncio.timeout(patience):
            return json.loads(await self.socket.recv())

    async def ask(self, query: str, id: str = "ask", **payload: Any) -> Any:
        """The one result of an operation; others' messages in between are passed over."""
        await self.start(query, id, **payload)
        heard = await self.hear_of(id)
        if heard["type"] == "error":
            return {"errors": heard["payload"]}
        assert (await self.hear_of(id))["type"] == "complete"
        heard["payload"].pop("extensions", None)
        return heard["payload"]

    async def hear_of(self, id: str) -> Any:
        while (heard := await self.hear()).get("id") != id:
            pass
        return heard

    async def end(self, patience: float = PATIENCE) -> tuple[int, str]:
        """The code and the reason the server closes with; what else it says before is passed over."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    await self.socket.recv()
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


@asynccontextmanager
async def client(address: str, **options: Any) -> AsyncIterator[Client]:
    settings: dict[str, Any] = {"subprotocols": [PROTOCOL], "compression": None, "proxy": None, "open_timeout": 10}
    async with connect(address, **(settings | options)) as socket:
        yield Client(socket)


@asynccontextmanager
async def ready(address: str, **options: Any) -> AsyncIterator[Client]:
    """Signed in and acknowledged."""
    async with client(address, **options) as made:
        await made.init(bearer(token()))
        yield made


def bearer(text: str) -> dict[str, str]:
    return {"authorization": f"Bearer {text}"}


async def until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # what is waited for is of the server's thread
            await asyncio.sleep(0.005)
