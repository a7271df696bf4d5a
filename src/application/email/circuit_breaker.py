"""Circuit breaker: while the mail server is down, allows one attempt at a time, with exponential backoff."""

from collections.abc import Callable

from moments.application.retry import Backoff

PAUSES = Backoff(first=1, longest=300)


class CircuitBreaker:
    """`now`: seconds of a monotonic clock. `chance`: random, 0 to 1; jitter so that many workers do not try at once."""

    def __init__(self, now: Callable[[], float], chance: Callable[[], float]) -> None:
        self._now, self._chance = now, chance
        self._failures, self._until = 0, 0.0

    @property
    def is_open(self) -> bool:
        """Whether the server seems to be down, so that only one email is tried at a time."""
        return self._failures > 0

    @property
    def retry_delay(self) -> float:
        """Seconds until the next attempt."""
        return max(0.0, self._until - self._now()) if self._failures else 0.0

    def begin(self) -> int:
        """Call before an attempt. Returns a token for `failed`, which detects whether another failure was counted
        since.
        """
        return self._failures

    def failed(self, begun: int) -> bool:
        """Counts a failure; returns whether it counted. Of several concurrent failures, only the first lengthens the
        delay.
        """
        if begun != self._failures:
            return False
        self._failures += 1
        self._until = self._now() + PAUSES.after(self._failures) * (0.75 + 0.5 * self._chance())
        return True

    def succeeded(self) -> bool:
        """Closes the breaker because the server responded, with any result; returns whether it was open."""
        was_open, self._failures = self.is_open, 0
        return was_open
