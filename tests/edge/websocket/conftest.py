"""A server with the test's graph, one for each module of tests."""

from collections.abc import Iterator

import pytest

from tests.edge.websocket.stub_server import Running, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving() as running:
        yield running


@pytest.fixture
def address(server: Running) -> str:
    return server.address
