"""The keys tokens are checked with: cached, refreshed, and kept while the provider is down.

A provider rotates its keys by publishing the new one before it signs with it, so an unknown `kid` is a
reason to look again. Anyone can send an unknown `kid`, so keys are refreshed at most once per `min_refresh_interval`.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from moments.infrastructure.authentication.errors import IdentityUnavailable
from moments.infrastructure.authentication.jwks import JwksSource, JwksUnavailable, accepted_keys

_log = structlog.stdlib.get_logger(__name__)


class SigningKeys:
    """`max_age`: how long keys serve before they are looked at again; `patience`: the least time between looks."""

    def __init__(
        self,
        source: JwksSource,
        *,
        max_age: timedelta = timedelta(hours=1),
        patience: timedelta = timedelta(seconds=30),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source, self._clock = source, clock
        self._max_age, self._patience = max_age.total_seconds(), patience.total_seconds()
        self._keys: Mapping[str, RSAPublicKey] = {}
        self._fetched = self._tried = float("-inf")
        self._looking = asyncio.Lock()

    async def find(self, kid: str) -> RSAPublicKey | None:
        """The key of that id, or None where the provider has no such key.

        Raises IdentityUnavailable as long as no key set has ever been had.
        """
        if kid not in self._keys or self._clock() - self._fetched > self._max_age:
            await self._look_again(kid)
        if not self._keys:
            raise IdentityUnavailable
        return self._keys.get(kid)

    async def _look_again(self, kid: str) -> None:
        if kid in self._keys and self._looking.locked():
            return  # one request refreshes old keys; the others go on with them meanwhile
        async with self._looking:
            if self._clock() - self._tried >= self._patience:
                await self._fetch()

    async def _fetch(self) -> None:
        try:
            self._keys = accepted_keys(await self._source.fetch())
            self._fetched = self._clock()
        except JwksUnavailable as failed:
            _log.warning("the identity provider's keys cannot be had", why=str(failed), kept=len(self._keys))
        finally:
            self._tried = self._clock()
