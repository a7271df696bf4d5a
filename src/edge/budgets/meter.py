"""How much each key has used of an allowance a minute."""

from typing import Any, Final, cast

from throttled import MemoryStore, RateLimiterType, rate_limiter
from throttled.rate_limiter import RateLimiterRegistry

SECONDS: Final = 60.0
MOST_KEYS: Final = 10_000
"""Of a meter; who was not heard of for longest is forgotten first. One takes 300 bytes."""


class Meter:
    """An allowance that runs full again steadily, in a minute from nothing (GCRA, by the clock that nobody sets)."""

    def __init__(self, allowance: int, most_keys: int = MOST_KEYS) -> None:
        self._allowance = allowance
        quota = rate_limiter.per_min(allowance, burst=allowance)
        store = MemoryStore(options={"MAX_SIZE": most_keys})
        self._limiter = cast("Any", RateLimiterRegistry.get(RateLimiterType.GCRA.value)(quota, store))

    def wait(self, key: str, amount: int) -> float:
        """Seconds until the key may use the amount, or all there is where the amount is more than that; 0 for now."""
        amount = min(amount, self._allowance)
        return max(0.0, self._backlog(key) - (self._allowance - amount) * SECONDS / self._allowance)

    def use(self, key: str, amount: int) -> None:
        """Uses it, if `wait` said 0."""
        self._limiter.limit(key, min(amount, self._allowance))

    def used(self, key: str) -> float:
        """The part of the allowance that is used, 0 to 1."""
        return self._backlog(key) / SECONDS

    def _backlog(self, key: str) -> float:
        """Seconds until nothing is used."""
        return cast("float", self._limiter.peek(key).reset_after)
