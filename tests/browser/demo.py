"""MOMENTS with invented people in it, and the sample operations that its page offers."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from moments.demo.demo_roles import DemoRole
from moments.infrastructure.authentication import DevelopmentIssuer
from tests.edge.http.http_client import JSON, Answer, request

PROTOCOL = Subprotocol("graphql-transport-ws")
SAMPLES = Path(__file__).parents[2] / "web" / "explorer" / "samples"


@dataclass(frozen=True)
class DemoServer:
    """`cast`: by role. `followers`: how many subscriptions have begun."""

    port: int
    database_url: str
    issuer: DevelopmentIssuer
    cast: Mapping[str, DemoRole]
    followers: Callable[[], int]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, role: str) -> str:
        return self.issuer.token_for(self.cast[role].email, person=self.cast[role].person)

    def ask(self, role: str, query: str) -> Answer:
        headers = {"content-type": JSON, "authorization": f"Bearer {self.token(role)}"}
        return request(self.port, "POST", json.dumps({"query": query}).encode(), headers)

    @asynccontextmanager
    async def follow(
        self, role: str, query: str, variables: Mapping[str, Any] | None = None
    ) -> AsyncIterator[ClientConnection]:
        """A socket on which that person subscribes."""
        async with connect(f"ws://127.0.0.1:{self.port}/graphql", subprotocols=[PROTOCOL]) as socket:
            signed_in = {"authorization": f"Bearer {self.token(role)}"}
            await socket.send(json.dumps({"type": "connection_init", "payload": signed_in}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            payload = {"query": query, "variables": variables or {}}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
            yield socket


@dataclass(frozen=True)
class Sample:
    title: str
    role: str
    query: str

    @property
    def kind(self) -> str:
        return self._begins[0]

    @property
    def name(self) -> str:
        return self._begins[1]

    @property
    def _begins(self) -> list[str]:
        return next(line for line in self.query.splitlines() if not line.startswith("#")).split()


def samples() -> list[Sample]:
    return [_read(file) for file in sorted(SAMPLES.glob("*.graphql"))]


def _read(file: Path) -> Sample:
    """As web/explorer/build.mjs reads it."""
    title, role, query = file.read_text().split("\n", 2)
    return Sample(title.removeprefix("# "), role.removeprefix("# as: "), query)
