"""SQLite without a thread of its own for each connection: a step costs a tenth, and comes out the same each time."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from aiosqlite import core


async def _connect(self: Any) -> Any:
    if self._connection is None:
        self._connection = self._connector()
    return self


async def _execute(self: Any, work: Callable[..., object], *args: Any, **more: Any) -> object:
    if not self._running or not self._connection:
        raise ValueError("Connection closed")
    return work(*args, **more)


def _stop(self: Any) -> "asyncio.Future[object]":
    self._running = False
    if self._connection is not None:
        self._connection.close()
        self._connection = None
    ended: asyncio.Future[object] = asyncio.get_event_loop().create_future()
    self._tx.put_nowait((ended, lambda: core._STOP_RUNNING_SENTINEL))
    return ended


@contextmanager
def one_thread() -> Generator[None]:
    with patch.multiple(core.Connection, _connect=_connect, _execute=_execute, stop=_stop):
        yield


async def _at_once(work: Callable[..., object], *args: Any, **more: Any) -> object:
    return work(*args, **more)


@contextmanager
def no_threads() -> Generator[None]:
    """The matching's work, too."""
    with one_thread(), patch.object(asyncio, "to_thread", _at_once):
        yield
