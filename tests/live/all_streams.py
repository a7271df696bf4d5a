"""Everybody follows all that they may, and it is written down who heard what."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from tests.api.api_client import PEOPLE, ApiClient
from tests.live.stream_client import Follower, following, quiet

PARTS = {
    "approvalQueue": ("boss", "deputy", "chief", "head", "mia"),
    "departmentQueue": ("adam", "dora"),
    "myProgram": tuple(str(person.id) for person in PEOPLE),
    "program": ("olga",),
}
Heard = dict[tuple[str, str], list[dict[str, Any]]]


class Everybody:
    def __init__(self, world: ApiClient, followers: dict[tuple[str, str], Follower]) -> None:
        self._world, self._followers = world, followers
        self._heard: Heard = {}
        self._tasks = [asyncio.create_task(self._listen(who, each)) for who, each in followers.items()]

    async def _listen(self, who: tuple[str, str], follower: Follower) -> None:
        while True:
            said = await follower.hear(patience=600)
            self._heard.setdefault(who, []).append(said)

    async def hear(self) -> Heard:
        """All that has been said since the last time; who heard nothing is left out."""
        await quiet(self._world, len(self._followers))
        heard, self._heard = self._heard, {}
        return heard

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def everybody(world: ApiClient) -> AsyncIterator[Everybody]:
    async with AsyncExitStack() as stack:
        followers = {
            (stream, who): stack.enter_async_context(following(world, who, stream))
            for stream, all_of_them in PARTS.items()
            for who in all_of_them
        }
        entered = [await each for each in followers.values()]
        made = Everybody(world, dict(zip(followers, entered, strict=True)))
        await made.hear()
        try:
            yield made
        finally:
            await made.end()


def told(heard: Heard) -> set[str]:
    """Who, on which stream, what; in short."""
    return {
        f"{who} {stream}: " + ", ".join(each.get("change") or each["action"] for each in said)
        for (stream, who), said in heard.items()
    }
