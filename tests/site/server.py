"""A server of the site that can be stopped and started again at the same address."""

import json
import socket
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from moments.demo.demo_roles import DemoRole
from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.edge.http.http_client import JSON, request
from tests.edge.websocket.stub_server import serving


class SiteServer:
    """`cast`: somebody for each role of `moments who`."""

    def __init__(self, database_url: str, data: Path, cast: Mapping[str, DemoRole]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = int(listening.getsockname()[1])
        self.cast = cast
        self.settings = Settings(
            database_url=database_url, data_directory=data, worker_in_server=False, base_url=self.base
        )
        self._running = ExitStack()
        self._issuer: DevelopmentIssuer | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        container = Container(settings=self.settings)
        self._running.enter_context(serving(serve_app(self.settings, container), port=self.port))
        self._issuer = container.development_issuer()

    def stop(self) -> None:
        self._running.close()

    def email(self, who: str) -> str:
        """Of a role of the cast, or of anybody by their email."""
        return who if "@" in who else self.cast[who].email

    def rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        """What is in the database: to find people who are in the situation that a test needs."""
        with closing(sqlite3.connect(self.settings.database_url.removeprefix("sqlite:///"))) as database, database:
            return database.execute(sql, values).fetchall()

    def _person(self, who: str) -> PersonId:
        if who in self.cast:
            return self.cast[who].person
        ((found,),) = self.rows("SELECT id FROM employees WHERE email = ?", who)
        return PersonId(found)

    def ask(self, who: str, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """What the server answers that person, by role or email, apart from any browser."""
        assert self._issuer is not None
        token = self._issuer.token_for(self.email(who), person=self._person(who))
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        answer = request(self.port, "POST", body, {"content-type": JSON, "authorization": f"Bearer {token}"})
        told = json.loads(answer.body)
        assert "errors" not in told, told["errors"]
        return told["data"]
