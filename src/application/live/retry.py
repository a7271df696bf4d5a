"""A database that restarts is waited for, so that those who follow notice nothing but the pause."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
TRIES = 15
"""Half a minute in all."""


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)))


async def patiently(read: Callable[[], Awaitable[T]], tries: int = TRIES) -> T:
    """Tries again after any error; raises the last one. For reads: nothing is done twice by them."""
    for failures in range(1, tries):
        try:
            return await read()
        except Exception:
            await asyncio.sleep(pause_after(failures))
    return await read()
