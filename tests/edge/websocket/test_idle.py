"""What a thousand sockets cost that say nothing. The figures are printed; MOMENTS_SOAK=1 tries compression, too."""

import asyncio
import os
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.edge.websocket.socket_client import ready
from tests.edge.websocket.stub_server import own_process

pytestmark = pytest.mark.long

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
SOCKETS = 1_000 if SOAK else 200
WAYS = [(False, ()), (True, ())] + ([(True, ("deflate",)), (False, ("deflate",))] if SOAK else [])


@pytest.mark.parametrize(("subscribed", "options"), WAYS)
async def test_idle_sockets_are_cheap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], subscribed: bool, options: tuple[str, ...]
) -> None:
    compression = "deflate" if options else None
    with own_process(tmp_path / "log", *options) as server:
        async with AsyncExitStack() as open_sockets:
            for _ in range(20):  # what the first ones load is not theirs
                await open_sockets.enter_async_context(ready(server.address, compression=compression))
            before = server.memory()
            for _ in range(SOCKETS):
                socket = await open_sockets.enter_async_context(ready(server.address, compression=compression))
                if subscribed:
                    await socket.start("subscription { ticks(every: 1000) }")
                    await socket.hear()
            each = (server.memory() - before) / SOCKETS
            await asyncio.sleep(0)

    with capsys.disabled():
        print(f"\n{SOCKETS} sockets, {subscribed=}, {compression=}: {each / 1024:.1f} KiB each")
    assert each < (200 if options else 60) * 1024
