"""The keys tokens are checked with: cached, refreshed, and kept while the provider is down.

A provider rotates its keys by publishing the new one before it signs with it, so an unknown `kid` is a reason to look
again. Anybody can make one up, so looks are rationed, but no look is for one `kid`: each brings all the keys there are,
and whoever waits for one is served by any that began after they asked. When the ration is used up, an unknown `kid` is
neither good nor bad: its token is to be sent again.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from moments.infrastructure.authentication.errors import IdentityUnavailable
from moments.infrastructure.authentication.jwks import Keys, KeySource, ProviderUnavailable, VerificationKey

_log = structlog.stdlib.get_logger(__name__)
_MOST_MISSING: Final = 1_000
"""Made-up ids that are remembered."""


class SigningKeys:
    """`max_age`: how long keys serve before they are looked at again. `burst` looks may follow each other at once,
    then there is one each `pause`. `memory`: how long an id that the provider does not have is believed to be none."""

    def __init__(
        self,
        source: KeySource,
        *,
        max_age: timedelta = timedelta(hours=1),
        burst: int = 5,
        pause: timedelta = timedelta(seconds=5),
        memory: timedelta = timedelta(seconds=10),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source, self._clock = source, clock
        self._max_age, self._memory = max_age.total_seconds(), memory.total_seconds()
        self._ration = _Ration(burst, pause.total_seconds(), clock)
        self._keys: Keys = {}
        self._fetched = self._began = float("-inf")
        self._failed = False
        self._missing: OrderedDict[str, float] = OrderedDict()
        self._looking = asyncio.Lock()

    async def find(self, kid: str) -> VerificationKey | None:
        """The key of that id, or None where the provider has no such key.

        Raises IdentityUnavailable where that cannot be found out now.
        """
        if kid not in self._keys:
            return await self._look_for(kid)
        if self._clock() - self._fetched > self._max_age and not self._looking.locked() and self._ration.take():
            async with self._looking:  # one request refreshes old keys; the others go on with them meanwhile
                await self._look()
        return self._keys.get(kid)

    async def _look_for(self, kid: str) -> VerificationKey | None:
        if self._is_missing(kid):
            return None
        asked = self._clock()
        async with self._looking:
            if kid not in self._keys and self._began <= asked:
                if not self._ration.take():
                    raise IdentityUnavailable(self._ration.wait)
                await self._look()
        if kid not in self._keys:
            if self._failed:
                raise IdentityUnavailable(self._ration.wait)
            self._remember(kid)
        return self._keys.get(kid)

    async def _look(self) -> None:
        self._began = self._clock()
        try:
            self._keys = await self._source.fetch()
            self._fetched, self._failed = self._clock(), False
        except ProviderUnavailable as failed:
            self._failed = True
            _log.warning("the identity provider's keys cannot be had", why=str(failed), kept=len(self._keys))

    def _is_missing(self, kid: str) -> bool:
        return self._clock() - self._missing.get(kid, float("-inf")) < self._memory

    def _remember(self, kid: str) -> None:
        self._missing[kid] = self._clock()
        self._missing.move_to_end(kid)
        if len(self._missing) > _MOST_MISSING:
            self._missing.popitem(last=False)


class _Ration:
    """A token bucket."""

    def __init__(self, most: int, pause: float, clock: Callable[[], float]) -> None:
        self._most, self._pause, self._clock = most, pause, clock
        self._left, self._at = float(most), clock()

    def take(self) -> bool:
        now = self._clock()
        self._left, self._at = min(self._most, self._left + (now - self._at) / self._pause), now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    @property
    def wait(self) -> float:
        """Seconds until there is one again."""
        return max(0.0, (1 - self._left) * self._pause)
