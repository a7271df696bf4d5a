"""What a process has for all who follow."""

from dataclasses import dataclass

from moments.application.live.feed import Feed
from moments.application.live.row_cache import Sight


@dataclass(frozen=True, slots=True)
class Live:
    feed: Feed
    sight: Sight

    async def close(self) -> None:
        await self.sight.close()
