"""Requests over real sockets, byte by byte where a client library would mend what is being tested."""

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moments.edge.documents.cache import sha256_of
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.api.api_client import PEOPLE, _fill
from tests.edge.websocket.stub_server import Running, serving
from tests.unbounded import unbounded

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
TYPENAME = "{ __typename }"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def errors(self) -> list[dict[str, Any]]:
        return self.json["errors"]  # type: ignore[no-any-return]

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.errors]

    @property
    def media(self) -> str:
        return self.headers["content-type"]


@dataclass(frozen=True)
class RunningServer:
    """The server itself, with the small State of the graph's tests in it."""

    port: int
    issuer: DevelopmentIssuer

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    def token(self, who: str) -> str:
        person = next(person for person in PEOPLE if person.id == who)
        return self.issuer.token_for(person.email, person=person.id)

    def ask(self, query: str | None, who: str | None = None, accept: str | None = JSON, **parameters: Any) -> Answer:
        headers = {"authorization": f"Bearer {self.token(who)}"} if who else {}
        if accept is not None:
            headers["accept"] = accept
        given = {"query": query, **parameters} if query is not None else parameters
        return self.post(json.dumps(given).encode(), headers)

    def post(self, body: bytes, headers: Mapping[str, str] = {}, **more: Any) -> Answer:
        return request(self.port, "POST", body, {"content-type": JSON, **headers}, **more)

    def raw(self, text: bytes, seconds: float = 15) -> bytes:
        """Sends these bytes and no others, and reads until the server closes, or for that long."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(text)
            return read_all(connection)


def request(
    port: int,
    method: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = {},
    path: str = "/graphql",
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def read_all(connection: socket.socket) -> bytes:
    read = b""
    try:
        while chunk := connection.recv(65536):
            read += chunk
    except TimeoutError:
        pass
    return read


def persisted(query: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256_of(query)}}


@contextmanager
def the_server(url: str, folder: Path, **settings: Any) -> Iterator[RunningServer]:
    """`url`: of a fresh, migrated SQLite database. `settings`: budgets are unbounded where they say nothing of them."""
    chosen = Settings(database_url=url, data_directory=folder, worker_in_server=False, **{**unbounded(), **settings})
    _people(chosen)
    container = Container(settings=chosen)
    with serving(serve_app(chosen, container)) as running:
        yield RunningServer(running.port, container.development_issuer())


def _people(settings: Settings) -> None:
    import asyncio

    async def fill() -> None:
        database = open_database(settings.database_url, 1)
        container = Container(settings=settings)
        container.database.override(database)
        await _fill(container.unit_of_work(), settings.issuer)
        await database.close()

    asyncio.run(fill())


def until(true: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)


__all__ = ["GRAPHQL", "JSON", "TYPENAME", "Answer", "Running", "RunningServer", "persisted", "request", "the_server"]
