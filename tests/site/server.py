"""A server of the site that can be stopped and started again at the same address."""

import json
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from moments.demo.demo_roles import DemoRole
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

    def ask(self, who: str, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """What the server answers that person of the cast, apart from any browser."""
        return self.asked_by(self.cast[who], query, variables)

    def asked_by(self, part: DemoRole, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """The same for anybody of the demo."""
        assert self._issuer is not None
        token = self._issuer.token_for(part.email, person=part.person)
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        answer = request(self.port, "POST", body, {"content-type": JSON, "authorization": f"Bearer {token}"})
        told = json.loads(answer.body)
        assert "errors" not in told, told["errors"]
        return told["data"]
