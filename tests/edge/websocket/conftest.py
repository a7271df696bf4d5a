"""A server with the test's graph, one for each module of tests."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests.edge.websocket.stub_server import Running, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """Its log is not written: structlog's unconfigured one takes seconds for a traceback on a busy machine."""
    with capture_logs(), serving() as running:
        yield running


@pytest.fixture
def address(server: Running) -> str:
    return server.address
