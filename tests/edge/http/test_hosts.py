"""Requests and sockets for hosts that are not listed are refused; no redirect leads to another; https:// is kept to."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from moments.infrastructure.settings import Mode, Settings
from moments.main import serve_app
from tests.databases import SqliteDatabases
from tests.edge.http.http_client import Answer
from tests.edge.http.http_client import request as http_request
from tests.edge.websocket.stub_server import serving

OURS = "moments.mo.example"


@pytest.fixture(scope="module", params=["", "/moments"])
def port(
    request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Of a production server; its address is with and without a path."""
    url = sqlite_databases.fresh()
    settings = Settings(
        mode=Mode.PRODUCTION,
        database_url=url,
        data_directory=tmp_path_factory.mktemp("data"),
        base_url=f"https://{OURS}{request.param}",
        hosts=("10.1.2.3", "::1", "*.apps.mo.example"),
        oidc_issuer="https://login.mo.example",
        secret_key=SecretStr("8f2b7c1e9d3a4f60b5e8d7c2a1f09e64"),
        hold_emails=True,
    )
    with serving(serve_app(settings)) as server:
        yield server.port
    sqlite_databases.discard(url)


def asked(port: int, host: str, path: str = "/graphql") -> Answer:
    return http_request(port, "GET", headers={"Host": host}, path=path)


LISTED = [OURS, OURS.upper(), f"{OURS}:8000", "10.1.2.3", "10.1.2.3:80", "[::1]:8000", "one.apps.mo.example"]
OTHERS = [
    "evil.example",
    f"{OURS}.evil.example",
    f"evil{OURS}",
    "127.0.0.1",
    "apps.mo.example",
    "[::2]",
    "@",
    f"a@{OURS}",
]
PATHS = ["/graphql", "/", "/home", "/healthz/x", "/auth/login?next=/home", "/nothing/"]


@pytest.mark.parametrize("host", LISTED)
def test_a_listed_host_is_answered(port: int, host: str) -> None:
    assert asked(port, host).status == 405


@pytest.mark.parametrize("host", OTHERS)
def test_any_other_is_refused_before_anything_reads_it(port: int, host: str) -> None:
    for path in PATHS:
        answer = asked(port, host, path)
        assert (answer.status, answer.headers.get("location")) == (400, None)
        assert b"evil" not in answer.body


def test_a_request_without_a_host_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"GET /graphql HTTP/1.0\r\n\r\n")
        assert b" 400 " in connection.recv(65536).splitlines()[0]


@pytest.mark.parametrize(
    ("host", "is_listed"), [*((each, True) for each in LISTED), *((each, False) for each in OTHERS)]
)
def test_a_socket_is_held_to_the_same(port: int, host: str, is_listed: bool) -> None:
    handshake = (
        f"GET /graphql HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(handshake.encode())
        status = connection.recv(65536).split()[1]
    assert status == (b"101" if is_listed else b"403")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_at_a_process_s_own_address(port: int, path: str) -> None:
    assert asked(port, f"127.0.0.1:{port}", path).status == 200


@pytest.mark.parametrize(
    "path", ["/graphql/", "//evil.example/", "//evil.example/graphql/", "/healthz/", "/nothing/", "/", "/moments"]
)
def test_no_redirect_leads_to_another_host(port: int, path: str) -> None:
    for host in (OURS, "one.apps.mo.example", "10.1.2.3"):
        location = asked(port, host, path).headers.get("location")
        assert location is None or location.startswith((f"https://{OURS}/", "https://login.mo.example/"))


def test_browsers_are_told_to_keep_to_https(port: int) -> None:
    for host, path in ((OURS, "/graphql"), (OURS, "/nothing"), (OURS, "/healthz"), ("evil.example", "/graphql")):
        assert asked(port, host, path).headers["strict-transport-security"] == "max-age=31536000"


def test_development_answers_by_any_name_and_asks_for_no_https(sqlite_url: str, tmp_path: Path) -> None:
    with serving(
        serve_app(Settings(database_url=sqlite_url, data_directory=tmp_path, worker_in_server=False))
    ) as server:
        answer = asked(server.port, "my-machine.example")

    assert answer.status == 405
    assert "strict-transport-security" not in answer.headers
