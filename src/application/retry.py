"""Retries after failures, and the backoff between them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from moments.application.ports.errors import ConcurrentUpdate

T = TypeVar("T")
_MAX_DOUBLINGS = 60
"""Prevents an overflow of float."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds to wait: `first`, then twice as long after each failure, never longer than `longest`."""

    first: float
    longest: float

    def after(self, failures: int) -> float:
        """The pause after this many consecutive failures, from 1."""
        return min(self.longest, self.first * 2.0 ** min(failures - 1, _MAX_DOUBLINGS))


IMMEDIATE = Backoff(first=0, longest=0)
DATABASE_RESTART = Backoff(first=0.05, longest=2.0)
READ_TRIES = 15
"""With the pauses above, 19 seconds in total."""
WRITE_TRIES = 8
"""Attempts before giving up on concurrent updates; each time, another transaction succeeded."""


def _ignore(_failures: int, _error: Exception) -> None: ...


async def retry(
    operation: Callable[[], Awaitable[T]],
    *,
    on: type[Exception],
    tries: int,
    backoff: Backoff = IMMEDIATE,
    deadline: float = float("inf"),
    failed: Callable[[int, Exception], None] = _ignore,
) -> T:
    """Returns the result of the first attempt that succeeds. Raises the last attempt's error, and any that is not `on`.

    `deadline`: in the event loop's time; a failure after it is raised. `failed`: called with the number of failures and
    the error before each further attempt.
    """
    for failures in range(1, tries):
        try:
            return await operation()
        except on as error:
            if asyncio.get_running_loop().time() > deadline:
                raise
            failed(failures, error)
        if pause := backoff.after(failures):
            await asyncio.sleep(pause)
    return await operation()


async def retry_write(transaction: Callable[[], Awaitable[T]], failed: Callable[[int, Exception], None] = _ignore) -> T:
    """Retries at once after a concurrent update."""
    return await retry(transaction, on=ConcurrentUpdate, tries=WRITE_TRIES, failed=failed)


async def retry_read(read: Callable[[], Awaitable[T]]) -> T:
    """Waits while the database restarts. Retries after any error, because repeating a read is safe."""
    return await retry(read, on=Exception, tries=READ_TRIES, backoff=DATABASE_RESTART)
