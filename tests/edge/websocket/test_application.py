"""The program itself, as the composition root puts it together: its settings, its tokens, its sockets."""

from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.databases import SqliteDatabases
from tests.edge.websocket.socket_client import bearer, client
from tests.edge.websocket.stub_server import Running, serving

VIEWER = "{ liveCursor }"


@pytest.fixture(scope="module")
def running(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Running, DevelopmentIssuer]]:
    url = sqlite_databases.fresh()
    settings = Settings(
        database_url=url,
        data_directory=tmp_path_factory.mktemp("data"),
        socket_init_timeout=1,
        allowed_origins=("https://hr.example.gov",),
    )
    container = Container(settings=settings)
    with serving(serve_app(settings, container)) as server:
        yield server, container.development_issuer()
    sqlite_databases.discard(url)


async def test_an_anonymous_socket_may_ask_and_is_told_to_sign_in(running: tuple[Running, DevelopmentIssuer]) -> None:
    async with client(running[0].address) as socket:
        await socket.init()
        answer = await socket.ask(VIEWER)

    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert answer["errors"][0]["message"].startswith("Sign in")


async def test_clients_are_told_the_release(running: tuple[Running, DevelopmentIssuer]) -> None:
    """A page that is open during an update loads itself again, before it asks for files that are gone."""
    release = version("moments")
    async with client(running[0].address) as socket:
        await socket.say(type="connection_init")
        assert await socket.hear() == {"type": "connection_ack", "payload": {"release": release}}
    address = running[0].address.replace("ws://", "http://")
    async with httpx.AsyncClient() as browser:
        for path in ("/graphql", "/healthz", "/nothing"):
            answer = await browser.get(address.replace("/graphql", path))
            assert answer.headers["Moments-Release"] == release


async def test_a_token_of_nobody_whom_the_directory_knows_is_refused_at_init(
    running: tuple[Running, DevelopmentIssuer],
) -> None:
    server, issuer = running
    async with client(server.address) as socket:
        await socket.say(type="connection_init", payload=bearer(issuer.token_for("nobody@oa.mo.gov")))
        assert await socket.end() == (
            4403,
            "No current team member in the directory has this email. Ask the program office if that is wrong.",
        )


@pytest.mark.parametrize("lifetime", [timedelta(minutes=-2), None])
async def test_a_token_that_proves_nothing_is_refused(
    running: tuple[Running, DevelopmentIssuer], lifetime: timedelta | None
) -> None:
    server, issuer = running
    text = issuer.token_for("nobody@oa.mo.gov", lifetime) if lifetime else "[" * 5_000
    async with client(server.address) as socket:
        await socket.say(type="connection_init", payload=bearer(text))
        code, reason = await socket.end()

    assert code == 4403
    assert reason.startswith("The token ")


async def test_the_settings_reach_the_socket(running: tuple[Running, DevelopmentIssuer]) -> None:
    server, _ = running
    async with client(server.address, origin="https://hr.example.gov") as socket:
        assert (await socket.end(1.5))[0] == 4408
    with pytest.raises(InvalidStatus):
        async with client(server.address, origin="https://evil.example.gov"):
            pass
