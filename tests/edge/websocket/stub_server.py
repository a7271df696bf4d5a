"""A real server on a free port: in a thread with uvloop, as the program runs it, or as a process of its own."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from strawberry.asgi import GraphQL

from moments.edge.websocket import SERVER_OPTIONS, SocketLimits
from moments.graphql.app import build_app
from tests.edge.websocket.stub_schema import SCHEMA, STOCK_SCHEMA, services

ROOT = Path(__file__).parents[3]
STOCK: dict[str, Any] = {"ws_max_size": SERVER_OPTIONS["ws_max_size"]}
"""uvicorn's own protocol, for tests that show why ours is there."""


@dataclass
class Running:
    port: int
    server: uvicorn.Server

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    def protocols(self) -> list[Any]:
        return [each for each in list(self.server.server_state.connections) if hasattr(each, "close_sent")]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    yield


async def _no_problem() -> None:
    return None


def the_app(rules: SocketLimits | None = None) -> ASGIApp:
    """With strawberry's own view at /stock."""
    app = build_app(SCHEMA, services, problem=_no_problem, lifespan=_lifespan, sockets=rules)
    app.routes.append(WebSocketRoute("/stock", _Stock(STOCK_SCHEMA)))
    return app


class _Stock(GraphQL[Any, None]):
    async def get_context(self, request: Any, response: Any) -> Any:
        from moments.graphql.session import Session

        return Session(services(), None)


@contextmanager
def serving(app: ASGIApp | None = None, *, port: int = 0, **options: Any) -> Iterator[Running]:
    listening = socket.create_server(("127.0.0.1", port), backlog=2048)
    settings = {"loop": "uvloop", "http": "httptools", "log_config": None, "timeout_graceful_shutdown": 10}
    server = uvicorn.Server(uvicorn.Config(app or the_app(), **(settings | (options or dict(SERVER_OPTIONS)))))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    _until(lambda: server.started, 10)
    yield Running(listening.getsockname()[1], server)
    server.should_exit = True
    thread.join(15)
    listening.close()
    assert not thread.is_alive(), "the server did not stop"


@dataclass
class Process:
    port: int
    pid: int
    log: Path

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    def memory(self) -> int:
        """Bytes."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def own_process(log: Path, *more: str) -> Iterator[Process]:
    """For what is measured; `log` has what it wrote. `more`: "deflate" for one that compresses."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.edge.websocket.stub_server", str(listening.fileno()), *more]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=environment, pass_fds=[listening.fileno()], stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Process(listening.getsockname()[1], process.pid, log)
    finally:
        process.terminate()
        process.wait(15)
        listening.close()


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.005)


if __name__ == "__main__":
    options: dict[str, Any] = SERVER_OPTIONS | {"ws_per_message_deflate": "deflate" in sys.argv}
    config = uvicorn.Config(the_app(), loop="uvloop", log_level="error", **options)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
