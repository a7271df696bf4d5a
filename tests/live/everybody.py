"""Everybody follows all that they may, and it is written down who heard what."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from tests.api.world import PEOPLE, World
from tests.live.following import Follower, following

PARTS = {
    "approvalQueue": ("boss", "deputy", "chief", "head", "mia"),
    "departmentQueue": ("adam", "dora"),
    "myProgramme": tuple(str(person.id) for person in PEOPLE),
    "programme": ("olga",),
}
Heard = dict[tuple[str, str], list[dict[str, Any]]]


class Everybody:
    def __init__(self, followers: dict[tuple[str, str], Follower]) -> None:
        self.followers = followers

    async def hear(self) -> Heard:
        """All that has been said since the last time; who heard nothing is left out."""
        heard = await asyncio.gather(*(each.all() for each in self.followers.values()))
        return {who: said for who, said in zip(self.followers, heard, strict=True) if said}


@asynccontextmanager
async def everybody(world: World) -> AsyncIterator[Everybody]:
    async with AsyncExitStack() as stack:
        followers = {
            (stream, who): stack.enter_async_context(following(world, who, stream))
            for stream, all_of_them in PARTS.items()
            for who in all_of_them
        }
        entered = [await each for each in followers.values()]
        yield Everybody(dict(zip(followers, entered, strict=True)))


def told(heard: Heard) -> set[str]:
    """Who, on which stream, what; in short."""
    return {
        f"{who} {stream}: " + ", ".join(each.get("change") or each["action"] for each in said)
        for (stream, who), said in heard.items()
    }
