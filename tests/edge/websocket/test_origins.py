"""Which pages may open a socket. Browsers apply no other rule to it: any page may try."""

from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from moments.edge.websocket import SocketLimits
from tests.edge.websocket.socket_client import client, ready
from tests.edge.websocket.stub_server import Running, serving, the_app


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    rules = SocketLimits(origins=frozenset({"https://moments.example.gov", "https://hr.example.gov:8443"}))
    with serving(the_app(rules)) as running:
        yield running


@pytest.mark.parametrize(
    "origin",
    ["https://moments.example.gov", "https://MOMENTS.example.gov:443", "https://hr.example.gov:8443", "http://{host}"],
)
async def test_pages_of_our_own_and_of_the_list_may(server: Running, origin: str) -> None:
    async with ready(server.address, origin=origin.format(host=f"127.0.0.1:{server.port}")) as socket:
        assert (await socket.ask("{ hello }"))["data"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://moments.example.gov.evil.example",
        "http://moments.example.gov",
        "https://moments.example.gov:8443",
        "https://hr.example.gov",
        "http://127.0.0.1:1",
        "http://localhost",
        "null",
        "https://[",
        "",
        "*",
    ],
)
async def test_pages_of_others_are_refused_at_the_handshake(server: Running, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with client(server.address, additional_headers={"Origin": origin}):
            pass

    assert refused.value.response.status_code == 403


async def test_programs_that_are_no_browser_name_none_and_may(server: Running) -> None:
    async with ready(server.address) as socket:
        assert (await socket.ask("{ hello }"))["data"]
