"""`moments serve`."""

import os
import socket
from typing import TYPE_CHECKING, Annotated, cast

import typer

from moments.cli.database import make_ready, opened, served_alone, staff_office
from moments.cli.demo import invent, play
from moments.cli.running import fail, only_in_development, read_settings, run, say

if TYPE_CHECKING:
    from moments.infrastructure.settings import Settings

_BACKLOG = 2048
_PATIENCE = 10
"""Seconds that open requests have to finish when the server is told to stop."""


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of the machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill an empty database with an invented program, and say what to try.")
    ] = False,
) -> None:
    """Run the server."""
    settings = read_settings(for_development=demo)
    if demo:
        only_in_development(settings, "Invented people are for development.")
    with (
        _listen(host, port) as listening,
        served_alone(settings),
    ):  # before all that takes time: a port in use is said at once
        if demo:
            say("Preparing the database")
        make_ready(settings)
        settings = settings.served_at(_address(listening))
        run(_prepare(settings, listening, demo=demo))
        if demo:
            say("Starting the server; stop it with Ctrl-C")
        _serve(settings, listening)


async def _prepare(settings: "Settings", listening: socket.socket, *, demo: bool) -> None:
    from moments.cli.demo_hints import things_to_try
    from moments.demo.demo_roles import is_empty

    async with opened(settings) as database:
        if demo and await is_empty(database):
            await play(settings, database, invent())
        await staff_office(settings, database)
        if demo:
            typer.echo(await things_to_try(database, settings.base_url))


def _serve(settings: "Settings", listening: socket.socket) -> None:
    import uvicorn

    from moments.cli import collector
    from moments.edge.websocket import SERVER_OPTIONS
    from moments.infrastructure import logs
    from moments.main import serve_app

    logs.configure(settings.log_level, settings.log_format)
    config = uvicorn.Config(
        serve_app(settings),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_PATIENCE,
        **SERVER_OPTIONS,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            collector.settle()

    Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        fail(f"Cannot listen at {host}, port {port}: {reason}. Choose another with --port or --host.")


def _address(listening: socket.socket) -> str:
    """As somebody at this machine reaches it."""
    bound, port = cast("tuple[str, int]", listening.getsockname()[:2])
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bound, bound)  # all of the machine's
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
