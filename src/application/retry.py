"""Another try after a failure, and how long to wait before it: the one place for both."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from moments.application.ports.errors import ConcurrentUpdate

T = TypeVar("T")
_MAX_DOUBLINGS = 60
"""A float has no room for many more."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds to wait: `first`, then twice as long after each failure, never longer than `longest`."""

    first: float
    longest: float

    def after(self, failures: int) -> float:
        """After so many failures in a row, from 1 on."""
        return min(self.longest, self.first * 2.0 ** min(failures - 1, _MAX_DOUBLINGS))


IMMEDIATE = Backoff(first=0, longest=0)
DATABASE_RESTART = Backoff(first=0.05, longest=2.0)
READ_TRIES = 15
"""With the pauses above 19 seconds in all."""
WRITE_TRIES = 8
"""A transaction that others overtake this often is given up; each time somebody else's write succeeded."""


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
    """What the operation answers at the first try that succeeds. Raises the last try's error, and any that is not `on`.

    `deadline`: by the event loop's clock; no try begins after it. `failed` is told how often it has failed and why,
    before each further try.
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
    """Begins anew, at once, when somebody else's transaction was quicker."""
    return await retry(transaction, on=ConcurrentUpdate, tries=WRITE_TRIES, failed=failed)


async def retry_read(read: Callable[[], Awaitable[T]]) -> T:
    """Waits while the database restarts. After any error, as nothing is done twice by a read."""
    return await retry(read, on=Exception, tries=READ_TRIES, backoff=DATABASE_RESTART)
