"""What a process has for all who follow."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from moments.application.live.feed import Feed
from moments.application.live.row_cache import Sight

T = TypeVar("T")
MOST_ANSWERS = 500


class Answers(Generic[T]):
    """The last that were made, by what they were made of, so that each is made once for all who get the same."""

    def __init__(self, most: int = MOST_ANSWERS) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, asyncio.Task[T]] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """`make` goes on where whoever asked first is gone, as others may wait for it. A failure is not kept."""
        task = self._made.get(key)
        if task is None:
            task = self._made[key] = asyncio.ensure_future(make())
            task.add_done_callback(lambda done: self._look_at(key, done))
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        elif task.done():
            return task.result()
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Ends what is being made."""
        tasks = [task for task in self._made.values() if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def forget(self, key: Hashable) -> None:
        self._made.pop(key, None)

    def _look_at(self, key: Hashable, task: "asyncio.Task[T]") -> None:
        if task.cancelled() or task.exception() is not None:
            self.forget(key)


@dataclass(frozen=True, slots=True)
class Live:
    """`answers`: whole messages as they are sent; `rooms`: those who are told the same by one task. What either is, is
    the adapter's affair."""

    feed: Feed
    sight: Sight
    answers: Answers[object] = field(default_factory=Answers)
    rooms: dict[Hashable, object] = field(default_factory=dict)

    async def close(self) -> None:
        await self.answers.close()
        await self.sight.close()
