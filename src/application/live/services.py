"""The objects that all subscriptions of a process share."""

from dataclasses import dataclass

from moments.application.live.feed import Feed
from moments.application.live.row_cache import RowCache


@dataclass(frozen=True, slots=True)
class LiveServices:
    feed: Feed
    row_cache: RowCache

    async def close(self) -> None:
        await self.row_cache.close()
