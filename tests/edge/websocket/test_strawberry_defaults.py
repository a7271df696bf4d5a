"""Why strawberry's own handler is not used: what a client can do to it (docs/adr/0009)."""

import pytest

from tests.edge.websocket.socket_client import client
from tests.edge.websocket.stub_server import Running

CRASHES = {
    "a list": ["[]"],
    "null": ["null"],
    "a number": ["1"],
    "100,000 brackets": ["[" * 100_000],
    "5,000 digits": ['{"type": "ping", "payload": {"a": ' + "9" * 5000 + "}}"],
    "a query that is a number": [
        '{"type": "connection_init"}',
        '{"type": "subscribe", "id": "1", "payload": 1}',
    ],
    "an id that is a list": [
        '{"type": "connection_init"}',
        '{"type": "subscribe", "id": [], "payload": {"query": "{ hello }"}}',
    ],
    "an id longer than a close frame": [
        '{"type": "connection_init"}',
        *['{"type": "subscribe", "id": "' + "i" * 200 + '", "payload": {"query": "{ slow }"}}'] * 2,
    ],
}


@pytest.mark.parametrize("frames", CRASHES.values(), ids=CRASHES.keys())
async def test_strawberrys_handler_crashes(server: Running, frames: list[str]) -> None:
    async with client(f"ws://127.0.0.1:{server.port}/stock") as socket:
        for frame in frames:
            await socket.raw(frame)
        assert (await socket.end())[0] in (1006, 1011)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (['{"type": "connection_init", "payload": null}'], 4400),
        (['{"type": "connection_init"}', '{"type": "subscribe", "id": "1", "payload": {"query": "{ hello"}}'], 4400),
    ],
    ids=["init with a null payload", "a syntax error"],
)
async def test_strawberrys_handler_closes_what_is_no_fault_of_the_protocol(
    server: Running, frames: list[str], code: int
) -> None:
    async with client(f"ws://127.0.0.1:{server.port}/stock") as socket:
        for frame in frames:
            await socket.raw(frame)
        assert (await socket.end())[0] == code
